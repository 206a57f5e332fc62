/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-take-strip.h"

#include "refrain-take-card.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainTakeStrip:
 *
 * All takes of a song's task beside each other. A song that is alone has no strip.
 */
struct _RefrainTakeStrip
{
  GtkBox parent_instance;

  RefrainContext *context; /* (owned) (nullable) */
  RefrainClip *clip;       /* (owned) (nullable) */
  RefrainTask *task;       /* (owned) (nullable) */
  GListModel *takes;       /* (owned) (nullable) (element-type RefrainClip) */
  GtkBox *cards;           /* (unowned): a child */
};

G_DEFINE_FINAL_TYPE (RefrainTakeStrip, refrain_take_strip, GTK_TYPE_BOX)

static void
rebuild (RefrainTakeStrip *self)
{
  guint n_takes = self->takes != NULL ? g_list_model_get_n_items (self->takes) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < n_takes; i++)
    {
      g_autoptr (RefrainClip) take = g_list_model_get_item (self->takes, i);

      gtk_box_append (self->cards,
                      refrain_take_card_new (refrain_context_get_covers (self->context), take,
                                             i + 1, take == self->clip));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_takes > 1);
}

static void
take_takes (RefrainTakeStrip *self, GListModel *takes)
{
  if (self->takes == takes)
    return;

  if (self->takes != NULL)
    g_signal_handlers_disconnect_by_func (self->takes, rebuild, self);
  g_set_object (&self->takes, takes);
  g_signal_connect_object (takes, "items-changed", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  rebuild (self);
}

static void
task_clips_changed_cb (RefrainTakeStrip *self)
{
  take_takes (self, refrain_task_get_clips (self->task));
}

/* Old tasks are not all held by the library; the store has them all. */
static void
query_takes (RefrainTakeStrip *self, gint64 task_row)
{
  g_autoptr (RefrainClipList) list = NULL;
  g_autoptr (RefrainQuery) query = refrain_query_new ();

  if (self->takes != NULL)
    return;

  list = refrain_library_create_clip_list (refrain_context_get_library (self->context));
  query->task_row = task_row;
  query->ascending = TRUE;
  refrain_clip_list_set_query (list, query);
  take_takes (self, G_LIST_MODEL (list));
}

static void
find_takes (RefrainTakeStrip *self)
{
  const RefrainClipRecord *record = refrain_clip_get_record (self->clip);
  RefrainTask *task;

  if (record == NULL || record->task_row == 0 || self->task != NULL)
    return;

  task = refrain_library_find_task (refrain_context_get_library (self->context), record->task_row);
  if (task == NULL)
    {
      query_takes (self, record->task_row);
      return;
    }
  self->task = g_object_ref (task);
  g_signal_connect_object (task, "notify::clips", G_CALLBACK (task_clips_changed_cb), self,
                           G_CONNECT_SWAPPED);
  task_clips_changed_cb (self);
}

static void
refrain_take_strip_dispose (GObject *object)
{
  RefrainTakeStrip *self = REFRAIN_TAKE_STRIP (object);

  g_clear_object (&self->takes);
  g_clear_object (&self->task);
  g_clear_object (&self->clip);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_take_strip_parent_class)->dispose (object);
}

static void
refrain_take_strip_class_init (RefrainTakeStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_take_strip_dispose;
}

static void
refrain_take_strip_init (RefrainTakeStrip *self)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                     "label", _ ("Takes"), "xalign", 0.0f, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (heading, "heading");
  self->cards = GTK_BOX (cards);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), cards);
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), scroller);
}

/**
 * refrain_take_strip_bind:
 * @self: a strip
 * @context: the services
 * @clip: the take that is on show
 *
 * To be called once.
 */
void
refrain_take_strip_bind (RefrainTakeStrip *self, RefrainContext *context, RefrainClip *clip)
{
  g_return_if_fail (REFRAIN_IS_TAKE_STRIP (self) && self->clip == NULL);

  self->context = g_object_ref (context);
  self->clip = g_object_ref (clip);
  g_signal_connect_object (clip, "notify::loaded", G_CALLBACK (find_takes), self,
                           G_CONNECT_SWAPPED);
  find_takes (self);
}

/**
 * refrain_take_strip_get_n_takes:
 * @self: a strip
 *
 * Returns: how many takes there are
 */
guint
refrain_take_strip_get_n_takes (RefrainTakeStrip *self)
{
  g_return_val_if_fail (REFRAIN_IS_TAKE_STRIP (self), 0);

  return self->takes != NULL ? g_list_model_get_n_items (self->takes) : 0;
}
