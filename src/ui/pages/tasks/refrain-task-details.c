/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-details.h"

#include "refrain-copy-line.h"
#include "refrain-task-clip-row.h"
#include "refrain-task-words.h"

#include <glib/gi18n-lib.h>

/* More songs than any stock task has; the Songs view shows the rest. */
#define MAX_CLIPS 24

/**
 * RefrainTaskDetails:
 *
 * Everything that is known of one task: why it failed, its lyrics and songs, what was asked for,
 * its ids, and what can be done about it.
 */
struct _RefrainTaskDetails
{
  GtkBox parent_instance;

  RefrainCovers *covers; /* (owned) */
  RefrainTask *task;     /* (owned) */
  GListModel *shown;     /* (owned) (nullable): the clips that have rows */
  char *request;         /* (owned) (nullable): the request that is shown */
  GtkWidget *result;     /* (unowned): a RefrainCopyLine */
  GtkWidget *lyrics;     /* (unowned): a RefrainCopyLine */
  GtkWidget *id;         /* (unowned): a RefrainCopyLine */
  GtkBox *result_box;
  GtkBox *lyrics_box;
  GtkBox *clips_section;
  GtkBox *clips_box;
  GtkLabel *more_clips;
  GtkWidget *request_section;
  GtkGrid *request_grid;
  GtkBox *id_box;
  GtkWidget *ask;
  GtkWidget *raw;
};

G_DEFINE_FINAL_TYPE (RefrainTaskDetails, refrain_task_details, GTK_TYPE_BOX)

static void
remove_children (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

static void
show_clips (RefrainTaskDetails *self)
{
  GListModel *clips = refrain_task_get_clips (self->task);
  guint n_clips = g_list_model_get_n_items (clips);

  if (!g_set_object (&self->shown, clips))
    return;

  remove_children (GTK_WIDGET (self->clips_box));
  for (guint i = 0; i < MIN (n_clips, MAX_CLIPS); i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (clips, i);

      gtk_box_append (self->clips_box,
                      refrain_task_clip_row_new (self->covers, clip,
                                                 refrain_task_get_facts (self->task)->fail_reason));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->clips_section), n_clips > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more_clips), n_clips > MAX_CLIPS);
  if (n_clips > MAX_CLIPS)
    {
      guint n_more = n_clips - MAX_CLIPS;
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u more song is in All Songs.", "%u more songs are in All Songs.", n_more),
          n_more);

      gtk_label_set_text (self->more_clips, text);
    }
}

static void
show_request (RefrainTaskDetails *self)
{
  const char *request = refrain_task_get_facts (self->task)->request;
  g_autoptr (GPtrArray) lines = NULL;

  if (self->request != NULL && g_strcmp0 (request, self->request) == 0)
    return;

  lines = refrain_task_words_read_request (request);
  g_free (self->request);
  self->request = g_strdup (request);
  remove_children (GTK_WIDGET (self->request_grid));
  for (guint i = 0; i < lines->len; i++)
    {
      const RefrainRequestLine *line = g_ptr_array_index (lines, i);
      GtkWidget *name = gtk_label_new (line->name);
      GtkWidget *value = gtk_label_new (line->value);

      gtk_label_set_xalign (GTK_LABEL (name), 1);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (name), 18);
      gtk_widget_set_valign (name, GTK_ALIGN_START);
      gtk_widget_add_css_class (name, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (value), 0);
      gtk_label_set_wrap (GTK_LABEL (value), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (value), TRUE);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                      name, NULL, -1);
      gtk_grid_attach (self->request_grid, name, 0, (int) i, 1, 1);
      gtk_grid_attach (self->request_grid, value, 1, (int) i, 1, 1);
    }
  gtk_widget_set_visible (self->request_section, lines->len > 0);
}

static void
show_result (RefrainTaskDetails *self)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (self->task);
  g_autofree char *result = refrain_task_words_dup_plain_result (self->task);
  gboolean failed = facts->state == REFRAIN_TASK_STATE_FAILED;

  gtk_widget_set_visible (GTK_WIDGET (self->result_box), result != NULL);
  refrain_copy_line_set_title (REFRAIN_COPY_LINE (self->result),
                               failed ? _ ("Why it failed") : _ ("What is missing"));
  refrain_copy_line_set_text (REFRAIN_COPY_LINE (self->result), result);
  gtk_widget_remove_css_class (GTK_WIDGET (self->result_box), failed ? "missing" : "failed");
  gtk_widget_add_css_class (GTK_WIDGET (self->result_box), failed ? "failed" : "missing");
}

static void
update_cb (RefrainTaskDetails *self)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (self->task);

  show_result (self);
  gtk_widget_set_visible (GTK_WIDGET (self->lyrics_box), facts->lyrics_text != NULL);
  refrain_copy_line_set_title (REFRAIN_COPY_LINE (self->lyrics),
                               facts->lyrics_title != NULL ? facts->lyrics_title : _ ("Lyrics"));
  refrain_copy_line_set_text (REFRAIN_COPY_LINE (self->lyrics), facts->lyrics_text);
  show_clips (self);
  show_request (self);
  gtk_widget_set_visible (GTK_WIDGET (self->id_box), facts->id != NULL);
  refrain_copy_line_set_text (REFRAIN_COPY_LINE (self->id), facts->id);
  gtk_widget_set_visible (self->ask, facts->id != NULL);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  /* A double click in here is not one on the row, which would close it. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
refrain_task_details_dispose (GObject *object)
{
  RefrainTaskDetails *self = REFRAIN_TASK_DETAILS (object);

  g_clear_object (&self->covers);
  g_clear_object (&self->task);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->request, g_free);

  G_OBJECT_CLASS (refrain_task_details_parent_class)->dispose (object);
}

static void
refrain_task_details_class_init (RefrainTaskDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_task_details_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/tasks/refrain-task-details.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, result_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, lyrics_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, clips_section);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, clips_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, more_clips);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, request_section);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, request_grid);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, id_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, ask);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, raw);
}

static void
refrain_task_details_init (RefrainTaskDetails *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->result = refrain_copy_line_new (NULL, "", _ ("Copy Reason"));
  gtk_box_append (self->result_box, self->result);
  self->lyrics = refrain_copy_line_new (NULL, "", _ ("Copy Lyrics"));
  gtk_box_append (self->lyrics_box, self->lyrics);
  self->id = refrain_copy_line_new (_ ("Task id"), "", _ ("Copy Task Id"));
  refrain_copy_line_set_monospace (REFRAIN_COPY_LINE (self->id), TRUE);
  gtk_box_append (self->id_box, self->id);

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * refrain_task_details_new:
 * @covers: cover art
 * @task: the task
 *
 * Returns: (transfer floating): the task's details, which follow it
 */
GtkWidget *
refrain_task_details_new (RefrainCovers *covers, RefrainTask *task)
{
  RefrainTaskDetails *self = g_object_new (REFRAIN_TYPE_TASK_DETAILS, NULL);
  gint64 row_id = refrain_task_get_row_id (task);

  self->covers = g_object_ref (covers);
  self->task = g_object_ref (task);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->ask), "x", row_id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->raw), "x", row_id);
  g_signal_connect_object (task, "notify::state", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (task, "notify::clips", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}
