/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-window-private.h"

/* New songs, and what leads to them from songs and tasks. */

typedef void (*UseClip) (RefrainCreatePage *page, RefrainClip *clip);

/* What is done with a clip once it is loaded. */
typedef struct
{
  RefrainWindow *self; /* (unowned): the handler goes with it */
  UseClip use;
} Loading;

static void
loading_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
show_page (RefrainWindow *self)
{
  refrain_window_show_main (self);
  refrain_window_show_view (self, "create");
}

/* A library that is not open yet, or cannot be opened, takes no new songs. */
static void
create_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  const char *shown = gtk_stack_get_visible_child_name (self->root_stack);

  if (g_strcmp0 (shown, "main") == 0 || g_strcmp0 (shown, "welcome") == 0)
    show_page (self);
}

static void
use_loaded (RefrainWindow *self, RefrainClip *clip, UseClip use)
{
  show_page (self);
  use (self->create_page, clip);
}

static void
clip_loaded_cb (RefrainClip *clip, GParamSpec *pspec, gpointer user_data)
{
  Loading *loading = user_data;
  RefrainWindow *self = loading->self;
  UseClip use = loading->use;

  if (!refrain_clip_is_loaded (clip))
    return;

  g_signal_handlers_disconnect_by_data (clip, loading);
  use_loaded (self, clip, use);
  g_object_unref (clip);
}

/* A clip that is not on show is loaded first. */
static void
use_clip (RefrainWindow *self, gint64 row_id, UseClip use)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);
  g_autoptr (RefrainClip) clip = refrain_clip_pool_get (refrain_library_get_pool (library), row_id);
  GClosure *closure;
  Loading *loading;

  if (refrain_clip_is_loaded (clip))
    {
      use_loaded (self, clip, use);
      return;
    }

  loading = g_new0 (Loading, 1);
  loading->self = self;
  loading->use = use;
  closure = g_cclosure_new (G_CALLBACK (clip_loaded_cb), loading, loading_free);
  g_object_watch_closure (G_OBJECT (self), closure);
  g_signal_connect_closure (g_object_ref (clip), "notify::loaded", closure, FALSE);
  refrain_library_reload_clip (library, row_id);
}

static void
use_settings_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  use_clip (REFRAIN_WINDOW (widget), g_variant_get_int64 (parameter), refrain_create_page_use_clip);
}

static void
extend_clip_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  use_clip (REFRAIN_WINDOW (widget), g_variant_get_int64 (parameter),
            refrain_create_page_extend_clip);
}

static void
use_task_settings_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  RefrainTask *task = refrain_library_find_task (refrain_context_get_library (self->context),
                                                 g_variant_get_int64 (parameter));

  if (task == NULL)
    return;

  show_page (self);
  refrain_create_page_use_task (self->create_page, task);
}

/* Private to the window: the actions that lead to new songs. */
void
refrain_window_install_creation (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.create", NULL, create_cb);
  gtk_widget_class_install_action (widget_class, "win.use-settings", "x", use_settings_cb);
  gtk_widget_class_install_action (widget_class, "win.extend-clip", "x", extend_clip_cb);
  gtk_widget_class_install_action (widget_class, "win.use-task-settings", "x",
                                   use_task_settings_cb);
}
