/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-notifier.h"

#include "refrain-task-words.h"

#include <glib/gi18n-lib.h>

/* Tasks that end within this time are told of together. */
#define GROUP_MILLISECONDS 2500
#define MAX_NAMES 4

/**
 * RefrainNotifier:
 *
 * Tells through the desktop that tasks have ended. Whether it shows that, now or later, is for the
 * desktop to say: nothing here is urgent.
 */
struct _RefrainNotifier
{
  GObject parent_instance;

  GApplication *application; /* (unowned): lives longer than we do */
  RefrainContext *context;   /* (owned) */
  GSettings *settings;       /* (owned) */
  GPtrArray *ended;          /* (owned) (element-type RefrainTask): not told of yet */
  RefrainShownFunc is_shown;
  gpointer shown_data; /* (unowned) */
  guint source;
};

G_DEFINE_FINAL_TYPE (RefrainNotifier, refrain_notifier, G_TYPE_OBJECT)

static gboolean
has_failed (RefrainTask *task)
{
  return refrain_task_get_facts (task)->state == REFRAIN_TASK_STATE_FAILED;
}

/* The first take that can be played, if any. */
static RefrainClip *
find_song (RefrainTask *task)
{
  GListModel *clips = refrain_task_get_clips (task);

  for (guint i = 0; i < g_list_model_get_n_items (clips); i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (clips, i);

      if (refrain_clip_is_loaded (clip) && refrain_clip_get_audio (clip) == REFRAIN_AUDIO_READY)
        return g_steal_pointer (&clip);
    }

  return NULL;
}

static char *
dup_body (RefrainTask *task)
{
  g_autofree char *result = refrain_task_words_dup_plain_result (task);
  guint n_clips = g_list_model_get_n_items (refrain_task_get_clips (task));

  if (has_failed (task))
    /* Translators: %s is the gateway's reason. */
    return g_strdup_printf (_ ("Failed: %s"), result);
  if (result != NULL)
    return g_steal_pointer (&result);
  if (refrain_task_get_facts (task)->kind == REFRAIN_TASK_KIND_LYRICS)
    return g_strdup (_ ("The lyrics are ready."));

  return g_strdup_printf (ngettext ("%u song is ready.", "%u songs are ready.", n_clips), n_clips);
}

static GNotification *
create_single (RefrainTask *task)
{
  g_autofree char *title = refrain_task_words_dup_summary (task);
  g_autofree char *body = dup_body (task);
  g_autoptr (RefrainClip) song = find_song (task);
  GNotification *notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-task", "x",
                                                refrain_task_get_row_id (task));
  if (song == NULL)
    return notification;

  g_notification_add_button_with_target (notification, _ ("Play"), "app.play-clip", "x",
                                         refrain_clip_get_row_id (song));
  g_notification_add_button_with_target (notification, _ ("Save"), "app.save-clip", "x",
                                         refrain_clip_get_row_id (song));
  return notification;
}

static char *
dup_group_title (guint n_finished, guint n_failed)
{
  if (n_failed == 0)
    return g_strdup_printf (ngettext ("%u task finished", "%u tasks finished", n_finished),
                            n_finished);
  if (n_finished == 0)
    return g_strdup_printf (ngettext ("%u task failed", "%u tasks failed", n_failed), n_failed);

  /* Translators: the first number, which decides the plural, is of tasks that went well. */
  return g_strdup_printf (
      ngettext ("%u task finished, %u failed", "%u tasks finished, %u failed", n_finished),
      n_finished, n_failed);
}

static GNotification *
create_group (GPtrArray *tasks, guint n_failed)
{
  g_autofree char *title = dup_group_title (tasks->len - n_failed, n_failed);
  GNotification *notification = g_notification_new (title);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (tasks->len, MAX_NAMES); i++)
    {
      g_autofree char *name = refrain_task_words_dup_summary (g_ptr_array_index (tasks, i));

      g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", name);
    }
  if (tasks->len > MAX_NAMES)
    g_string_append (names, "\n…");
  g_notification_set_body (notification, names->str);
  /* No task in particular: the list of them. */
  g_notification_set_default_action_and_target (notification, "app.show-task", "x", (gint64) 0);
  return notification;
}

static void
send (RefrainNotifier *self, GPtrArray *tasks)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *id = NULL;
  guint n_failed = 0;

  for (guint i = 0; i < tasks->len; i++)
    n_failed += has_failed (g_ptr_array_index (tasks, i)) ? 1 : 0;
  if (tasks->len == 1)
    {
      id = g_strdup_printf ("task-%" G_GINT64_FORMAT,
                            refrain_task_get_row_id (g_ptr_array_index (tasks, 0)));
      notification = create_single (g_ptr_array_index (tasks, 0));
    }
  else
    {
      id = g_strdup ("tasks");
      notification = create_group (tasks, n_failed);
    }
  g_notification_set_category (notification,
                               n_failed == tasks->len ? "transfer.error" : "transfer.complete");
  g_application_send_notification (self->application, id, notification);
}

static gboolean
send_cb (gpointer user_data)
{
  RefrainNotifier *self = user_data;
  g_autoptr (GPtrArray) unseen = g_ptr_array_new ();

  self->source = 0;
  for (guint i = 0; i < self->ended->len; i++)
    {
      RefrainTask *task = g_ptr_array_index (self->ended, i);

      if (self->is_shown == NULL || !self->is_shown (task, self->shown_data))
        g_ptr_array_add (unseen, task);
    }
  if (unseen->len > 0)
    send (self, unseen);
  g_ptr_array_set_size (self->ended, 0);
  g_application_release (self->application);
  return G_SOURCE_REMOVE;
}

static void
task_ended_cb (RefrainWatcher *watcher, RefrainTask *task, gpointer user_data)
{
  RefrainNotifier *self = user_data;

  if (!g_settings_get_boolean (self->settings, "notify-task-ended"))
    return;

  g_ptr_array_add (self->ended, g_object_ref (task));
  if (self->source != 0)
    return;

  /* The last task may have been all that kept the program open. */
  g_application_hold (self->application);
  self->source = g_timeout_add (GROUP_MILLISECONDS, send_cb, self);
}

static void
refrain_notifier_dispose (GObject *object)
{
  RefrainNotifier *self = REFRAIN_NOTIFIER (object);

  if (self->source != 0)
    g_application_release (self->application);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (refrain_notifier_parent_class)->dispose (object);
}

static void
refrain_notifier_finalize (GObject *object)
{
  g_clear_pointer (&REFRAIN_NOTIFIER (object)->ended, g_ptr_array_unref);

  G_OBJECT_CLASS (refrain_notifier_parent_class)->finalize (object);
}

static void
refrain_notifier_class_init (RefrainNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = refrain_notifier_finalize;
}

static void
refrain_notifier_init (RefrainNotifier *self)
{
  self->ended = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * refrain_notifier_new:
 * @application: sends notifications; has the actions show-task, play-clip and save-clip
 * @context: the services
 * @settings: the user's settings
 * @is_shown: (nullable): tells whether the user sees a task anyway
 * @user_data: for @is_shown
 *
 * Returns: (transfer full): a notifier, which works as long as it lives
 */
RefrainNotifier *
refrain_notifier_new (GApplication *application,
                      RefrainContext *context,
                      GSettings *settings,
                      RefrainShownFunc is_shown,
                      gpointer user_data)
{
  RefrainNotifier *self = g_object_new (REFRAIN_TYPE_NOTIFIER, NULL);

  self->application = application;
  self->context = g_object_ref (context);
  self->settings = g_object_ref (settings);
  self->is_shown = is_shown;
  self->shown_data = user_data;
  g_signal_connect_object (refrain_context_get_watcher (context), "task-ended",
                           G_CALLBACK (task_ended_cb), self, 0);
  return self;
}
