/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-details.h"

#include "refrain-copy-line.h"
#include "refrain-task-clip-row.h"
#include "refrain-task-menu.h"
#include "refrain-task-words.h"
#include "refrain-wrap-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

  RefrainContext *context; /* (owned) */
  RefrainTask *task;       /* (owned) */
  GListModel *shown;       /* (owned) (nullable): the clips that have rows */
  GPtrArray *offered;      /* (owned) (nullable) (element-type RefrainTaskDeed) */
  char *request;           /* (owned) (nullable): the request that is shown */
  GtkWidget *result;       /* (unowned): a RefrainCopyLine */
  GtkWidget *lyrics;       /* (unowned): a RefrainCopyLine */
  GtkWidget *id;           /* (unowned): a RefrainCopyLine */
  GtkBox *result_box;
  GtkLabel *advice;
  GtkBox *lyrics_box;
  GtkBox *clips_section;
  GtkBox *clips_box;
  GtkLabel *more_clips;
  GtkWidget *request_section;
  GtkGrid *request_grid;
  GtkBox *id_box;
  GtkWidget *no_id;
  GtkBox *deeds;
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
                      refrain_task_clip_row_new (refrain_context_get_covers (self->context), clip,
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
  const char *request = refrain_task_record_get_request (refrain_task_get_record (self->task));
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

static gboolean
can_find (RefrainTaskDetails *self)
{
  return refrain_submitter_can_find (refrain_context_get_submitter (self->context), self->task);
}

/* What one may want to know before one decides. */
static const char *
get_advice (RefrainTaskDetails *self, RefrainTaskStatus status)
{
  switch (status)
    {
    case REFRAIN_TASK_STATUS_MAYBE:
      return can_find (self)
                 ? _ ("The gateway may be making it, and may charge for it. Refrain sends nothing "
                      "twice by itself. Look for it among the gateway’s latest songs first.")
                 : _ ("The gateway may be making it, and may charge for it. Refrain sends nothing "
                      "twice by itself. This gateway does not tell what it has made lately, so "
                      "Refrain cannot look for it. If you find its id at the gateway, enter it "
                      "here.");
    case REFRAIN_TASK_STATUS_NOT_SENT:
      return _ ("Nothing was sent, so nothing was made and nothing was charged.");
    case REFRAIN_TASK_STATUS_EXPIRED:
      return _ ("Resume watching to have Refrain ask for it for another day.");
    case REFRAIN_TASK_STATUS_SENDING:
    case REFRAIN_TASK_STATUS_RUNNING:
    case REFRAIN_TASK_STATUS_STOPPED:
    case REFRAIN_TASK_STATUS_REFUSED:
    case REFRAIN_TASK_STATUS_FAILED:
    case REFRAIN_TASK_STATUS_COMPLETE:
    default:
      return NULL;
    }
}

static void
show_result (RefrainTaskDetails *self)
{
  RefrainTaskStatus status = refrain_task_status_of (refrain_task_get_record (self->task));
  g_autofree char *result = refrain_task_words_dup_plain_result (self->task);
  const char *advice = get_advice (self, status);
  gboolean failed = g_strcmp0 (refrain_task_status_get_style (status), "error") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->result_box), result != NULL);
  refrain_copy_line_set_title (REFRAIN_COPY_LINE (self->result),
                               refrain_task_status_get_heading (status));
  refrain_copy_line_set_text (REFRAIN_COPY_LINE (self->result), result);
  gtk_widget_remove_css_class (GTK_WIDGET (self->result_box), failed ? "missing" : "failed");
  gtk_widget_add_css_class (GTK_WIDGET (self->result_box), failed ? "failed" : "missing");
  gtk_label_set_text (self->advice, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);
}

static gboolean
are_same (GPtrArray *one, GPtrArray *other)
{
  return one != NULL && one->len == other->len
         && memcmp (one->pdata, other->pdata, one->len * sizeof (gpointer)) == 0;
}

static GtkWidget *
create_button (RefrainTaskDetails *self, const RefrainTaskDeed *deed)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (_ (deed->label));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (deed->label), -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x",
                                    refrain_task_get_row_id (self->task));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), deed->action);
  return button;
}

/* Buttons that stay are left alone, since one of them may have the focus. */
static void
show_deeds (RefrainTaskDetails *self)
{
  g_autoptr (GPtrArray) deeds = refrain_task_menu_list_deeds (self->task, can_find (self));

  if (are_same (self->offered, deeds))
    return;

  g_clear_pointer (&self->offered, g_ptr_array_unref);
  remove_children (GTK_WIDGET (self->deeds));
  for (guint i = 0; i < deeds->len; i++)
    gtk_box_append (self->deeds, create_button (self, g_ptr_array_index (deeds, i)));
  self->offered = g_steal_pointer (&deeds);
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
  gtk_widget_set_visible (self->no_id, facts->id == NULL);
  gtk_label_set_text (GTK_LABEL (self->no_id),
                      facts->state == REFRAIN_TASK_STATE_FAILED
                          ? _ ("There is no task id: the gateway has not taken it.")
                          : _ ("No task id yet: the gateway has not named it."));
  show_deeds (self);
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

  g_clear_object (&self->context);
  g_clear_object (&self->task);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_clear_pointer (&self->request, g_free);

  G_OBJECT_CLASS (refrain_task_details_parent_class)->dispose (object);
}

static void
refrain_task_details_class_init (RefrainTaskDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_task_details_dispose;

  g_type_ensure (REFRAIN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/tasks/refrain-task-details.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, result_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, advice);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, lyrics_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, clips_section);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, clips_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, more_clips);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, request_section);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, request_grid);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, id_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, no_id);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskDetails, deeds);
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
 * @context: the services
 * @task: the task
 *
 * Returns: (transfer floating): the task's details, which follow it
 */
GtkWidget *
refrain_task_details_new (RefrainContext *context, RefrainTask *task)
{
  RefrainTaskDetails *self = g_object_new (REFRAIN_TYPE_TASK_DETAILS, NULL);

  self->context = g_object_ref (context);
  self->task = g_object_ref (task);
  g_signal_connect_object (task, "notify::state", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (task, "notify::clips", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}
