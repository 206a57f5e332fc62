/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-song-actions.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainSongActions:
 *
 * What is done most with a song: play it, save it, keep it. Each button says what it will do now.
 */
struct _RefrainSongActions
{
  GtkBox parent_instance;

  RefrainContext *context; /* (owned) (nullable) */
  RefrainClip *clip;       /* (owned) (nullable) */

  GtkWidget *play_button;
  AdwButtonContent *play_content;
  GtkWidget *save_button;
  AdwButtonContent *save_content;
  GtkToggleButton *keep_button;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (RefrainSongActions, refrain_song_actions, GTK_TYPE_BOX)

static void
describe (GtkWidget *button, const char *text)
{
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static const char *
explain_silence (RefrainClip *clip)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);

  if (facts == NULL || !refrain_clip_state_is_terminal (facts->state))
    return _ ("Play: there is nothing to hear yet");
  if (facts->state == REFRAIN_CLIP_STATE_ERROR)
    return _ ("Play: this song could not be made");
  return _ ("Play: the gateway offers no file of this song");
}

static gboolean
is_saved (RefrainSongActions *self)
{
  return (refrain_clip_get_saved_kinds (self->clip) & REFRAIN_FILE_AUDIO) != 0;
}

static gboolean
is_loaded_in_player (RefrainSongActions *self)
{
  RefrainPlayback *playback = refrain_context_get_playback (self->context);
  RefrainPlayer *player = refrain_playback_get_player (playback);

  return refrain_playback_get_clip (playback) == self->clip
         && refrain_player_get_state (player) != REFRAIN_PLAYER_STOPPED;
}

static void
update_play (RefrainSongActions *self)
{
  RefrainPlayback *playback = refrain_context_get_playback (self->context);
  RefrainAudioState audio = refrain_clip_get_audio (self->clip);
  gboolean plays = is_loaded_in_player (self)
                   && refrain_player_get_wants_playing (refrain_playback_get_player (playback));
  gboolean audible = audio == REFRAIN_AUDIO_READY || audio == REFRAIN_AUDIO_STREAMING
                     || is_saved (self);

  adw_button_content_set_icon_name (self->play_content, plays ? "media-playback-pause-symbolic"
                                                              : "media-playback-start-symbolic");
  adw_button_content_set_label (self->play_content, plays ? _ ("_Pause") : _ ("_Play"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "song.play", audible);
  describe (self->play_button, !audible ? explain_silence (self->clip)
                               : plays  ? _ ("Pause")
                                        : _ ("Play"));
}

static gboolean
is_being_saved (RefrainSongActions *self)
{
  GListModel *items = refrain_saver_get_items (refrain_context_get_saver (self->context));

  for (guint i = g_list_model_get_n_items (items); i > 0; i--)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i - 1);

      if (refrain_save_item_get_clip (item) == self->clip && !refrain_save_item_is_finished (item))
        return TRUE;
    }

  return FALSE;
}

static void
show_save (RefrainSongActions *self, const char *icon, const char *label, const char *tooltip)
{
  adw_button_content_set_icon_name (self->save_content, icon);
  adw_button_content_set_label (self->save_content, label);
  describe (self->save_button, tooltip);
}

static void
update_save (RefrainSongActions *self)
{
  gboolean saving = is_being_saved (self);
  gboolean can_save = refrain_clip_get_audio (self->clip) == REFRAIN_AUDIO_READY;

  if (saving)
    show_save (self, "folder-download-symbolic", _ ("Saving…"), _ ("The song is being saved"));
  else if (is_saved (self))
    show_save (self, "refrain-saved-symbolic", _ ("_Saved"), _ ("Saved: show in Files"));
  else
    show_save (self, "folder-download-symbolic", _ ("_Save"),
               can_save ? _ ("Save to disk") : _ ("Save: there is no file to save yet"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "song.save",
                                 !saving && (is_saved (self) || can_save));
}

static void
play (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RefrainSongActions *self = REFRAIN_SONG_ACTIONS (widget);

  if (is_loaded_in_player (self))
    gtk_widget_activate_action (widget, "win.play-pause", NULL);
  else
    gtk_widget_activate_action (widget, "win.play-clip", "x", refrain_clip_get_row_id (self->clip));
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RefrainSongActions *self = REFRAIN_SONG_ACTIONS (widget);
  const RefrainSavedFile *file = refrain_clip_find_file (self->clip, REFRAIN_FILE_AUDIO);
  g_autofree char *path = file != NULL ? g_filename_to_utf8 (file->path, -1, NULL, NULL, NULL)
                                       : NULL;

  if (is_saved (self) && path != NULL)
    gtk_widget_activate_action (widget, "win.show-folder", "s", path);
  else
    gtk_widget_activate_action (widget, "win.save-clip", "(xu)",
                                refrain_clip_get_row_id (self->clip), 0u);
}

static void
update_keep (RefrainSongActions *self)
{
  gboolean kept = refrain_clip_get_verdict (self->clip) == REFRAIN_VERDICT_KEEP;

  gtk_toggle_button_set_active (self->keep_button, kept);
  gtk_button_set_icon_name (GTK_BUTTON (self->keep_button),
                            kept ? "refrain-heart-filled-symbolic" : "refrain-heart-symbolic");
  describe (GTK_WIDGET (self->keep_button), kept ? _ ("Do Not Keep") : _ ("Keep"));
}

static void
keep_clicked_cb (RefrainSongActions *self)
{
  gboolean keep = gtk_toggle_button_get_active (self->keep_button);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.verdict", "(xs)",
                              refrain_clip_get_row_id (self->clip), keep ? "keep" : "unheard");
  /* Shows what is so, also when nothing could be changed. */
  update_keep (self);
}

static void
facts_changed_cb (RefrainSongActions *self)
{
  update_play (self);
  update_save (self);
  update_keep (self);
}

static void
refrain_song_actions_dispose (GObject *object)
{
  RefrainSongActions *self = REFRAIN_SONG_ACTIONS (object);

  g_clear_object (&self->clip);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_song_actions_parent_class)->dispose (object);
}

static void
refrain_song_actions_class_init (RefrainSongActionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_song_actions_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/song/refrain-song-actions.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSongActions, play_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongActions, play_content);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongActions, save_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongActions, save_content);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongActions, keep_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongActions, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, keep_clicked_cb);
  gtk_widget_class_install_action (widget_class, "song.play", NULL, play);
  gtk_widget_class_install_action (widget_class, "song.save", NULL, save);
}

static void
refrain_song_actions_init (RefrainSongActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_song_actions_bind:
 * @self: actions
 * @context: the services
 * @clip: the clip that they are for
 *
 * To be called once.
 */
void
refrain_song_actions_bind (RefrainSongActions *self, RefrainContext *context, RefrainClip *clip)
{
  RefrainPlayback *playback = refrain_context_get_playback (context);
  RefrainPlayer *player = refrain_playback_get_player (playback);

  g_return_if_fail (REFRAIN_IS_SONG_ACTIONS (self) && self->clip == NULL);

  self->context = g_object_ref (context);
  self->clip = g_object_ref (clip);
  g_signal_connect_object (clip, "notify", G_CALLBACK (facts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (playback, "notify::clip", G_CALLBACK (update_play), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::wants-playing", G_CALLBACK (update_play), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::state", G_CALLBACK (update_play), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (refrain_context_get_saver (context), "notify::n-unfinished",
                           G_CALLBACK (update_save), self, G_CONNECT_SWAPPED);
  facts_changed_cb (self);
}

/**
 * refrain_song_actions_set_menu:
 * @self: actions
 * @menu: everything else that can be done
 */
void
refrain_song_actions_set_menu (RefrainSongActions *self, GMenuModel *menu)
{
  g_return_if_fail (REFRAIN_IS_SONG_ACTIONS (self));

  gtk_menu_button_set_menu_model (self->menu_button, menu);
}
