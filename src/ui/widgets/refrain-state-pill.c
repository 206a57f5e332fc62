/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-state-pill.h"

#include <glib/gi18n-lib.h>

#define MAX_CHARS 24

/**
 * RefrainStatePill:
 *
 * A small word for the state of a task or a song, coloured by what it means for the user.
 */
struct _RefrainStatePill
{
  GtkWidget parent_instance;

  GtkWidget *label;  /* (unowned): a child */
  const char *style; /* (nullable): the style class that is set now */
};

G_DEFINE_FINAL_TYPE (RefrainStatePill, refrain_state_pill, GTK_TYPE_WIDGET)

static void
show (RefrainStatePill *self, const char *text, const char *style)
{
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               g_utf8_strlen (text, -1) > MAX_CHARS ? text : NULL);
  if (g_strcmp0 (self->style, style) == 0)
    return;

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
  self->style = style;
}

static const char *
get_task_word (RefrainTaskState state)
{
  switch (state)
    {
    case REFRAIN_TASK_STATE_SUBMITTED:
      return _ ("Submitted");
    case REFRAIN_TASK_STATE_QUEUED:
      return _ ("Queued");
    case REFRAIN_TASK_STATE_RUNNING:
      return _ ("Running");
    case REFRAIN_TASK_STATE_STREAMING:
      return _ ("Streaming");
    case REFRAIN_TASK_STATE_COMPLETE:
      return _ ("Complete");
    case REFRAIN_TASK_STATE_FAILED:
      return _ ("Failed");
    case REFRAIN_TASK_STATE_UNKNOWN:
    default:
      return _ ("Waiting");
    }
}

static const char *
get_task_style (RefrainTaskState state)
{
  switch (state)
    {
    case REFRAIN_TASK_STATE_RUNNING:
    case REFRAIN_TASK_STATE_STREAMING:
      return "accent";
    case REFRAIN_TASK_STATE_COMPLETE:
      return "success";
    case REFRAIN_TASK_STATE_FAILED:
      return "error";
    case REFRAIN_TASK_STATE_SUBMITTED:
    case REFRAIN_TASK_STATE_QUEUED:
    case REFRAIN_TASK_STATE_UNKNOWN:
    default:
      return NULL;
    }
}

static void
refrain_state_pill_dispose (GObject *object)
{
  g_clear_pointer (&REFRAIN_STATE_PILL (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (refrain_state_pill_parent_class)->dispose (object);
}

static void
refrain_state_pill_class_init (RefrainStatePillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_state_pill_dispose;

  gtk_widget_class_set_css_name (widget_class, "statepill");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
refrain_state_pill_init (RefrainStatePill *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), MAX_CHARS);
  gtk_label_set_single_line_mode (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * refrain_state_pill_new:
 *
 * Returns: (transfer floating): a pill without a word
 */
GtkWidget *
refrain_state_pill_new (void)
{
  return g_object_new (REFRAIN_TYPE_STATE_PILL, NULL);
}

/**
 * refrain_state_pill_set_task_state:
 * @self: a pill
 * @state: a task's state
 * @word: (nullable): the gateway's own word for it, shown as it came
 */
void
refrain_state_pill_set_task_state (RefrainStatePill *self, RefrainTaskState state, const char *word)
{
  g_return_if_fail (REFRAIN_IS_STATE_PILL (self));

  show (self, word != NULL && *word != '\0' ? word : get_task_word (state), get_task_style (state));
}

/**
 * refrain_state_pill_set_clip_facts:
 * @self: a pill
 * @facts: (nullable): what is known of a song
 */
void
refrain_state_pill_set_clip_facts (RefrainStatePill *self, const RefrainClipFacts *facts)
{
  g_return_if_fail (REFRAIN_IS_STATE_PILL (self));

  if (facts == NULL)
    show (self, _ ("Loading"), NULL);
  else if (facts->state == REFRAIN_CLIP_STATE_ERROR)
    show (self, _ ("Failed"), "error");
  else if (refrain_clip_facts_get_audio (facts) == REFRAIN_AUDIO_NONE)
    show (self, _ ("No file offered"), "warning");
  else if (facts->state == REFRAIN_CLIP_STATE_COMPLETE)
    show (self, _ ("Ready"), "success");
  else if (facts->state == REFRAIN_CLIP_STATE_STREAMING)
    show (self, _ ("Streaming"), "accent");
  else if (facts->state == REFRAIN_CLIP_STATE_QUEUED)
    show (self, _ ("Queued"), NULL);
  else
    show (self, _ ("Submitted"), NULL);
}

/**
 * refrain_state_pill_set_text:
 * @self: a pill
 * @text: a word or a few
 * @style: (nullable): "accent", "success", "warning" or "error"; stays as long as the pill
 */
void
refrain_state_pill_set_text (RefrainStatePill *self, const char *text, const char *style)
{
  g_return_if_fail (REFRAIN_IS_STATE_PILL (self));

  show (self, text, style);
}

/**
 * refrain_state_pill_get_text:
 * @self: a pill
 *
 * Returns: (transfer none): the word that it shows
 */
const char *
refrain_state_pill_get_text (RefrainStatePill *self)
{
  g_return_val_if_fail (REFRAIN_IS_STATE_PILL (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->label));
}
