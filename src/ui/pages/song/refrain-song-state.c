/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-song-state.h"

#include "refrain-wrap-layout.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainSongState:
 *
 * Says where a song stands when that is not simply "finished and safe", and offers what can be
 * done about it.
 */
struct _RefrainSongState
{
  GtkBox parent_instance;

  RefrainContext *context; /* (owned) (nullable) */
  RefrainClip *clip;       /* (owned) (nullable) */

  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *body;
  GtkLabel *detail;
  GtkWidget *buttons;
  GtkWidget *save_button;
  GtkWidget *ask_button;
  GtkWidget *copy_button;
  GtkWidget *raw_button;
};

G_DEFINE_FINAL_TYPE (RefrainSongState, refrain_song_state, GTK_TYPE_BOX)

/* What there is to say, as a value. Without a heading there is nothing to say. */
typedef struct
{
  const char *icon; /* (nullable): a spinner stands in its place */
  const char *heading;
  const char *body;
  const char *detail;
  gboolean save;
  gboolean ask;
  gboolean copy;
  gboolean raw;
} Story;

static const RefrainTaskFacts *
peek_task (RefrainSongState *self)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);
  const RefrainClipRecord *record = refrain_clip_get_record (self->clip);
  RefrainTask *task = record != NULL ? refrain_library_find_task (library, record->task_row) : NULL;

  return task != NULL ? refrain_task_get_facts (task) : NULL;
}

static void
tell_error (RefrainSongState *self, const RefrainClipFacts *facts, Story *story)
{
  const RefrainTaskFacts *task = peek_task (self);

  story->icon = "dialog-error-symbolic";
  story->heading = _ ("The gateway could not make this song");
  if (facts->error_message != NULL)
    story->body = facts->error_message;
  else if (task != NULL && task->fail_reason != NULL)
    story->body = task->fail_reason;
  else
    story->body = _ ("It gave no reason. Its raw answer may say more.");
  story->detail = facts->error_type;
  story->ask = story->copy = story->raw = TRUE;
}

static void
tell_waiting (const RefrainClipFacts *facts, Story *story)
{
  if (facts->state == REFRAIN_CLIP_STATE_STREAMING)
    story->heading = _ ("Being made");
  else if (facts->state == REFRAIN_CLIP_STATE_QUEUED)
    story->heading = _ ("Queued");
  else
    story->heading = _ ("Submitted");
  if (refrain_clip_facts_get_audio (facts) == REFRAIN_AUDIO_STREAMING)
    {
      story->icon = "refrain-playing-symbolic";
      story->body = _ ("You can listen already, while the rest is made.");
    }
  else
    story->body = _ ("It plays as soon as it can be heard.");
}

static Story
tell (RefrainSongState *self)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (self->clip);
  Story story = { 0 };

  if (facts == NULL)
    return story;
  if (facts->state == REFRAIN_CLIP_STATE_ERROR)
    tell_error (self, facts, &story);
  else if (!refrain_clip_state_is_terminal (facts->state))
    tell_waiting (facts, &story);
  else if (refrain_clip_facts_get_audio (facts) == REFRAIN_AUDIO_NONE
           && (refrain_clip_get_saved_kinds (self->clip) & REFRAIN_FILE_AUDIO) == 0)
    {
      story.icon = "dialog-warning-symbolic";
      story.heading = _ ("This song is complete, but the gateway offers no file of it");
      story.body = _ ("Some gateways hand out the file a little later: ask again. If it stays so, "
                      "the raw answer shows what the gateway said.");
      story.ask = story.raw = TRUE;
    }
  else if (refrain_clip_is_at_risk (self->clip))
    {
      story.icon = "refrain-at-risk-symbolic";
      story.heading = _ ("Not saved yet");
      story.body = _ ("Its address may expire.");
      story.save = TRUE;
    }

  return story;
}

static void
show_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text != NULL ? text : "") != 0)
    gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
update_buttons (RefrainSongState *self, const Story *story)
{
  const RefrainClipRecord *record = refrain_clip_get_record (self->clip);
  gboolean has_task = record != NULL && record->task_row != 0;

  gtk_widget_set_visible (self->save_button, story->save);
  gtk_widget_set_visible (self->ask_button, story->ask && has_task);
  gtk_widget_set_visible (self->copy_button, story->copy);
  gtk_widget_set_visible (self->raw_button, story->raw && has_task);
  gtk_widget_set_visible (self->buttons, story->copy || ((story->ask || story->raw) && has_task));
  if (record == NULL)
    return;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->save_button), "(xu)", record->row_id, 0u);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->ask_button), "x", record->task_row);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->raw_button), "x", record->task_row);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_button), "s",
                                    story->body != NULL ? story->body : "");
}

static void
update (RefrainSongState *self)
{
  Story story = tell (self);
  gboolean spins = story.heading != NULL && story.icon == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), story.heading != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), spins);
  gtk_spinner_set_spinning (self->spinner, spins);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), story.icon != NULL);
  gtk_image_set_from_icon_name (self->icon, story.icon);
  show_text (self->heading, story.heading);
  show_text (self->body, story.body);
  show_text (self->detail, story.detail);
  update_buttons (self, &story);
}

static void
refrain_song_state_dispose (GObject *object)
{
  RefrainSongState *self = REFRAIN_SONG_STATE (object);

  g_clear_object (&self->clip);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_song_state_parent_class)->dispose (object);
}

static void
refrain_song_state_class_init (RefrainSongStateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_song_state_dispose;

  g_type_ensure (REFRAIN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/song/refrain-song-state.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, spinner);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, icon);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, heading);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, body);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, detail);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, buttons);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, save_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, ask_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, copy_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongState, raw_button);
}

static void
refrain_song_state_init (RefrainSongState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save_button), "win.save-clip");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->ask_button), "win.fetch-task");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->raw_button), "win.show-raw");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->copy_button), "win.copy");
}

/**
 * refrain_song_state_bind:
 * @self: a state
 * @context: the services
 * @clip: the clip whose state it tells
 *
 * To be called once.
 */
void
refrain_song_state_bind (RefrainSongState *self, RefrainContext *context, RefrainClip *clip)
{
  g_return_if_fail (REFRAIN_IS_SONG_STATE (self) && self->clip == NULL);

  self->context = g_object_ref (context);
  self->clip = g_object_ref (clip);
  g_signal_connect_object (clip, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
