/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip-text.h"

#include "refrain-text.h"

#include <glib/gi18n-lib.h>

/* What a card and a row both say of a clip. */

/**
 * refrain_clip_text_title:
 * @clip: a clip
 *
 * Returns: (transfer full): its title; a word of ours when it has none
 */
char *
refrain_clip_text_title (RefrainClip *clip)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);

  if (facts == NULL)
    return g_strdup ("");
  if (facts->title != NULL)
    return refrain_text_first_line (facts->title, 300);

  return g_strdup (_ ("Untitled"));
}

/**
 * refrain_clip_text_style:
 * @clip: a clip
 *
 * Returns: (transfer full): its style on one line, else what was asked for
 */
char *
refrain_clip_text_style (RefrainClip *clip)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);
  const char *text = NULL;

  if (facts != NULL)
    text = facts->style != NULL ? facts->style : facts->description;

  return text != NULL ? refrain_text_first_line (text, 200) : g_strdup ("");
}

/**
 * refrain_clip_text_state:
 * @clip: a clip
 *
 * Returns: (transfer full): a word for a state that the user should know of, empty when all is well
 */
char *
refrain_clip_text_state (RefrainClip *clip)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);

  if (facts == NULL)
    return g_strdup ("");

  switch (facts->state)
    {
    case REFRAIN_CLIP_STATE_SUBMITTED:
      return g_strdup (_ ("Submitted"));
    case REFRAIN_CLIP_STATE_QUEUED:
      return g_strdup (_ ("Queued"));
    case REFRAIN_CLIP_STATE_STREAMING:
      return g_strdup (_ ("Being Made"));
    case REFRAIN_CLIP_STATE_ERROR:
      return g_strdup (_ ("Failed"));
    case REFRAIN_CLIP_STATE_COMPLETE:
    default:
      return g_strdup (refrain_clip_get_audio (clip) == REFRAIN_AUDIO_NONE
                               && refrain_clip_get_saved_kinds (clip) == 0
                           ? _ ("No File")
                           : "");
    }
}

/**
 * refrain_clip_text_duration:
 * @clip: a clip
 *
 * Returns: (transfer full): its length, empty when it is not known
 */
char *
refrain_clip_text_duration (RefrainClip *clip)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);

  return refrain_text_format_duration (facts != NULL ? facts->duration : 0);
}

/**
 * refrain_clip_text_created:
 * @clip: a clip
 *
 * Returns: (transfer full): the day it was made, in the user's own form
 */
char *
refrain_clip_text_created (RefrainClip *clip)
{
  const RefrainClipRecord *record = refrain_clip_get_record (clip);
  g_autoptr (GDateTime) when = NULL;
  gint64 ms;

  if (record == NULL)
    return g_strdup ("");

  ms = record->facts->created_at != 0 ? record->facts->created_at : record->added_at;
  when = g_date_time_new_from_unix_local (ms / 1000);
  return when != NULL ? g_date_time_format (when, "%x") : g_strdup ("");
}

/**
 * refrain_clip_text_description:
 * @clip: a clip
 *
 * Returns: (transfer full): one sentence for a screen reader
 */
char *
refrain_clip_text_description (RefrainClip *clip)
{
  g_autofree char *title = refrain_clip_text_title (clip);
  g_autofree char *style = refrain_clip_text_style (clip);
  g_autofree char *state = refrain_clip_text_state (clip);
  g_autofree char *duration = refrain_clip_text_duration (clip);
  const char *mark_text = NULL;
  const char *const parts[] = { style, state, duration };
  GString *text = g_string_new (title);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (*parts[i] != '\0')
        g_string_append_printf (text, ", %s", parts[i]);
    }
  if (refrain_clip_get_mark (clip, &mark_text) != NULL)
    g_string_append_printf (text, ", %s", mark_text);

  return g_string_free (text, FALSE);
}

/**
 * refrain_clip_get_mark:
 * @clip: a clip
 * @tooltip: (out): what the mark means
 *
 * Returns: (transfer none) (nullable): an icon's name for the user's verdict
 */
const char *
refrain_clip_get_mark (RefrainClip *clip, const char **tooltip)
{
  if (!refrain_clip_is_loaded (clip))
    return NULL;

  switch (refrain_clip_get_verdict (clip))
    {
    case REFRAIN_VERDICT_KEEP:
      *tooltip = _ ("Kept");
      return "refrain-heart-filled-symbolic";
    case REFRAIN_VERDICT_LATER:
      *tooltip = _ ("For later");
      return "refrain-later-symbolic";
    case REFRAIN_VERDICT_REJECT:
      *tooltip = _ ("Rejected");
      return "refrain-reject-symbolic";
    case REFRAIN_VERDICT_UNHEARD:
    default:
      *tooltip = _ ("Unheard");
      return "refrain-unheard-symbolic";
    }
}

static RefrainClip *
get_clip (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "refrain-clip");
}

/* Passes on to the window's own action, with the clip's row. */
static void
forward_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainClip *clip = get_clip (widget);
  const RefrainClipRecord *record = clip != NULL ? refrain_clip_get_record (clip) : NULL;

  if (record == NULL)
    return;

  if (g_str_equal (action_name, "clip.play"))
    gtk_widget_activate_action (widget, "win.play-clip", "x", record->row_id);
  else if (g_str_equal (action_name, "clip.open"))
    gtk_widget_activate_action (widget, "win.open-clip", "x", record->row_id);
  else if (g_str_equal (action_name, "clip.save"))
    gtk_widget_activate_action (widget, "win.save-clip", "(xu)", record->row_id, 0u);
  else if (g_str_equal (action_name, "clip.open-task"))
    gtk_widget_activate_action (widget, "win.open-task", "x", record->task_row);
  else if (g_str_equal (action_name, "clip.use-settings"))
    gtk_widget_activate_action (widget, "win.use-settings", "x", record->row_id);
  else if (g_str_equal (action_name, "clip.extend"))
    gtk_widget_activate_action (widget, "win.extend-clip", "x", record->row_id);
  else if (g_str_equal (action_name, "clip.copy-id") && record->facts->id != NULL)
    gtk_widget_activate_action (widget, "win.copy", "s", record->facts->id);
  else if (g_str_equal (action_name, "clip.verdict"))
    gtk_widget_activate_action (widget, "win.verdict", "(xs)", record->row_id,
                                g_variant_get_string (parameter, NULL));
}

/**
 * refrain_clip_actions_install:
 * @widget_class: a widget that shows one clip
 *
 * Gives it the actions of a clip: play, open, save, use-settings, extend, open-task, copy-id,
 * verdict.
 */
void
refrain_clip_actions_install (GtkWidgetClass *widget_class)
{
  static const char *const plain[] = { "clip.play",      "clip.open",    "clip.save",
                                       "clip.open-task", "clip.copy-id", "clip.use-settings",
                                       "clip.extend" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    gtk_widget_class_install_action (widget_class, plain[i], NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "clip.verdict", "s", forward_cb);
}

/**
 * refrain_clip_actions_bind:
 * @widget: a widget whose class has the actions
 * @clip: (nullable): the clip that they are for
 */
void
refrain_clip_actions_bind (GtkWidget *widget, RefrainClip *clip)
{
  g_object_set_data_full (G_OBJECT (widget), "refrain-clip",
                          clip != NULL ? g_object_ref (clip) : NULL, g_object_unref);
}
