/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-clip-row.h"

#include "refrain-copy-line.h"
#include "refrain-cover.h"
#include "refrain-state-pill.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainTaskClipRow:
 *
 * One song in a task's details: its cover, title, state and id, and what can be done with it.
 */
struct _RefrainTaskClipRow
{
  GtkBox parent_instance;

  RefrainClip *clip; /* (owned) (nullable) */
  char *told_reason; /* (owned) (nullable): what has been said already */
  RefrainCover *cover;
  GtkLabel *title;
  RefrainStatePill *pill;
  GtkLabel *reason;
  GtkLabel *clip_id;
  GtkWidget *copy;
  GtkWidget *save;
  GtkWidget *open;
};

G_DEFINE_FINAL_TYPE (RefrainTaskClipRow, refrain_task_clip_row, GTK_TYPE_BOX)

static void
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
name_buttons (RefrainTaskClipRow *self, const char *title)
{
  const struct
  {
    GtkWidget *button;
    const char *format;
  } names[] = {
    /* Translators: the title of a song */
    { self->open, _ ("Open Song “%s”") },
    { self->save, _ ("Save “%s”") },
    { self->copy, _ ("Copy Clip Id of “%s”") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GString *name = g_string_new (names[i].format);

      g_string_replace (name, "%s", title, 1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (names[i].button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
      g_string_free (name, TRUE);
    }
}

static void
update_cb (RefrainTaskClipRow *self)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (self->clip);
  const char *title = facts != NULL && facts->title != NULL ? facts->title : _ ("Untitled");
  const char *message = facts != NULL ? facts->error_message : NULL;
  const char *reason = g_strcmp0 (message, self->told_reason) != 0 ? message : NULL;
  gboolean saved = (refrain_clip_get_saved_kinds (self->clip) & REFRAIN_FILE_AUDIO) != 0;

  set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  name_buttons (self, title);
  refrain_state_pill_set_clip_facts (self->pill, facts);
  set_label (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  set_label (self->clip_id, facts != NULL && facts->id != NULL ? facts->id : "");
  gtk_widget_set_visible (self->copy, facts != NULL && facts->id != NULL);
  gtk_widget_set_visible (
      self->save, facts != NULL && refrain_clip_get_audio (self->clip) == REFRAIN_AUDIO_READY);
  gtk_button_set_icon_name (GTK_BUTTON (self->save),
                            saved ? "refrain-saved-symbolic" : "folder-download-symbolic");
  gtk_widget_set_tooltip_text (self->save, saved ? _ ("Saved. Save Again") : _ ("Save"));
}

static void
copy_id_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_copy_text (widget, gtk_label_get_text (REFRAIN_TASK_CLIP_ROW (widget)->clip_id));
}

static void
refrain_task_clip_row_dispose (GObject *object)
{
  RefrainTaskClipRow *self = REFRAIN_TASK_CLIP_ROW (object);

  g_clear_object (&self->clip);
  g_clear_pointer (&self->told_reason, g_free);

  G_OBJECT_CLASS (refrain_task_clip_row_parent_class)->dispose (object);
}

static void
refrain_task_clip_row_class_init (RefrainTaskClipRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_task_clip_row_dispose;

  g_type_ensure (REFRAIN_TYPE_COVER);
  g_type_ensure (REFRAIN_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/tasks/refrain-task-clip-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskClipRow, cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskClipRow, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskClipRow, pill);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskClipRow, reason);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskClipRow, clip_id);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskClipRow, copy);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskClipRow, save);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskClipRow, open);
  gtk_widget_class_install_action (widget_class, "clip-row.copy-id", NULL, copy_id_cb);
}

static void
refrain_task_clip_row_init (RefrainTaskClipRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_task_clip_row_new:
 * @covers: cover art
 * @clip: the song
 * @told_reason: (nullable): why its task failed, which need not be said again
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
refrain_task_clip_row_new (RefrainCovers *covers, RefrainClip *clip, const char *told_reason)
{
  RefrainTaskClipRow *self = g_object_new (REFRAIN_TYPE_TASK_CLIP_ROW, NULL);
  gint64 row_id = refrain_clip_get_row_id (clip);

  self->clip = g_object_ref (clip);
  self->told_reason = g_strdup (told_reason);
  refrain_cover_set_covers (self->cover, covers);
  refrain_cover_set_clip (self->cover, clip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "x", row_id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->save), "(xu)", row_id, 0);
  g_signal_connect_object (clip, "notify::facts", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clip, "notify::saved-kinds", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}
