/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-player-bar.h"

#include "refrain-play-button.h"
#include "refrain-play-time.h"
#include "refrain-player-bar-layout.h"
#include "refrain-playing-button.h"
#include "refrain-repeat-button.h"
#include "refrain-scrubber.h"
#include "refrain-volume-button.h"

/**
 * RefrainPlayerBar:
 *
 * What plays, along the bottom of the window; less of it where that is narrow. It is hidden until
 * something has been played, listens to the position only while it can be seen, and has no timer of
 * its own.
 */
struct _RefrainPlayerBar
{
  GtkWidget parent_instance;

  RefrainPlayback *playback;    /* (owned) (nullable): until something plays */
  GSignalGroup *playback_group; /* (owned) */
  GSignalGroup *player_group;   /* (owned) */
  GSignalGroup *clip_group;     /* (owned) */
  char *failure;                /* (owned) (nullable): why the song does not play */
  gulong position_handler;      /* on the player, while mapped */
  gboolean revealed;

  RefrainPlayingButton *song;
  GtkWidget *previous;
  RefrainPlayButton *play;
  GtkWidget *next;
  GtkWidget *rest;
  GtkLabel *position;
  RefrainScrubber *scrubber;
  GtkLabel *duration;
  GtkToggleButton *shuffle;
  RefrainRepeatButton *repeat;
  RefrainVolumeButton *volume;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (RefrainPlayerBar, refrain_player_bar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_REVEALED = 1,
} RefrainPlayerBarProperty;

static GParamSpec *properties[PROP_REVEALED + 1];

static RefrainPlayer *
get_player (RefrainPlayerBar *self)
{
  return self->playback != NULL ? refrain_playback_get_player (self->playback) : NULL;
}

static RefrainClip *
get_clip (RefrainPlayerBar *self)
{
  return self->playback != NULL ? refrain_playback_get_clip (self->playback) : NULL;
}

static void
update_song (RefrainPlayerBar *self)
{
  refrain_playing_button_set_song (self->song, get_clip (self), self->failure);
}

/* The player knows how long a song is once it is loaded, the gateway said so before. */
static gint64
get_duration (RefrainPlayerBar *self)
{
  RefrainClip *clip = get_clip (self);
  const RefrainClipFacts *facts = clip != NULL ? refrain_clip_get_facts (clip) : NULL;
  gint64 duration = refrain_player_get_duration (get_player (self));

  if (duration <= 0 && facts != NULL && facts->duration > 0)
    duration = (gint64) (facts->duration * G_USEC_PER_SEC);
  return duration;
}

static void
update_duration (RefrainPlayerBar *self)
{
  RefrainPlayer *player = get_player (self);
  gint64 duration = get_duration (self);
  g_autofree char *text = duration > 0 ? refrain_play_time_format (duration) : NULL;

  refrain_scrubber_set_duration (self->scrubber, duration);
  refrain_scrubber_set_seekable (self->scrubber, refrain_player_get_seekable (player));
  gtk_label_set_text (self->duration, text != NULL ? text : "");
}

static void
update_position (RefrainPlayerBar *self)
{
  RefrainPlayer *player = get_player (self);

  if (player != NULL)
    refrain_scrubber_set_position (self->scrubber, refrain_player_get_position (player));
}

static void
update_play (RefrainPlayerBar *self)
{
  RefrainPlayer *player = get_player (self);
  RefrainPlayerState state = refrain_player_get_state (player);
  gboolean wants = refrain_player_get_wants_playing (player);
  gboolean waits = wants && (state == REFRAIN_PLAYER_LOADING || state == REFRAIN_PLAYER_BUFFERING);

  refrain_play_button_set_state (self->play, wants, waits);
}

static void
update_queue (RefrainPlayerBar *self)
{
  gtk_widget_set_sensitive (self->next, refrain_playback_can_go_next (self->playback));
  gtk_widget_set_sensitive (self->previous, refrain_playback_can_go_previous (self->playback));
  gtk_toggle_button_set_active (self->shuffle, refrain_playback_get_shuffle (self->playback));
  refrain_repeat_button_set_repeat (self->repeat, refrain_playback_get_repeat (self->playback));
}

/* The player's clock runs for whoever listens, so nobody listens to what cannot be seen. */
static void
update_listening (RefrainPlayerBar *self)
{
  RefrainPlayer *player = get_player (self);

  if (player != NULL && self->position_handler == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->position_handler = g_signal_connect_swapped (player, "notify::position",
                                                         G_CALLBACK (update_position), self);
      update_position (self);
    }
  else if (self->position_handler != 0 && !gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_clear_signal_handler (&self->position_handler, player);
}

static void
state_changed_cb (RefrainPlayerBar *self)
{
  if (refrain_player_get_state (get_player (self)) != REFRAIN_PLAYER_STOPPED)
    g_clear_pointer (&self->failure, g_free);
  update_song (self);
  update_play (self);
  update_position (self);
}

static void
clip_changed_cb (RefrainPlayerBar *self)
{
  RefrainClip *clip = get_clip (self);

  g_clear_pointer (&self->failure, g_free);
  g_signal_group_set_target (self->clip_group, clip);
  update_song (self);
  update_duration (self);
  if (clip == NULL || self->revealed)
    return;

  self->revealed = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
facts_changed_cb (RefrainPlayerBar *self)
{
  update_song (self);
  update_duration (self);
}

static void
error_cb (RefrainPlayback *playback, RefrainClip *clip, const GError *error, gpointer user_data)
{
  RefrainPlayerBar *self = user_data;

  /* An address that was to replace the one that plays has failed: the song goes on. */
  if (clip != get_clip (self)
      || refrain_player_get_state (get_player (self)) != REFRAIN_PLAYER_STOPPED)
    return;

  g_free (self->failure);
  self->failure = g_strdup (error->message);
  update_song (self);
  update_play (self);
}

static void
song_clicked_cb (RefrainPlayerBar *self)
{
  RefrainClip *clip = get_clip (self);

  if (clip != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-clip", "x",
                                refrain_clip_get_row_id (clip));
}

static void
previous_clicked_cb (RefrainPlayerBar *self)
{
  refrain_playback_previous (self->playback);
}

static void
play_clicked_cb (RefrainPlayerBar *self)
{
  refrain_playback_toggle (self->playback);
}

static void
next_clicked_cb (RefrainPlayerBar *self)
{
  refrain_playback_next (self->playback);
}

static void
shuffle_clicked_cb (RefrainPlayerBar *self)
{
  refrain_playback_set_shuffle (self->playback, gtk_toggle_button_get_active (self->shuffle));
}

static void
repeat_clicked_cb (RefrainPlayerBar *self)
{
  RefrainRepeat repeat = refrain_playback_get_repeat (self->playback);

  refrain_playback_set_repeat (self->playback,
                               repeat == REFRAIN_REPEAT_ONE ? REFRAIN_REPEAT_OFF : repeat + 1);
  update_queue (self);
}

static void
seek_cb (RefrainPlayerBar *self, gint64 position_us)
{
  refrain_player_seek (get_player (self), position_us);
  update_position (self);
}

static void
shown_position_changed_cb (RefrainPlayerBar *self)
{
  gint64 position = refrain_scrubber_get_position (self->scrubber);
  gint64 duration = refrain_scrubber_get_duration (self->scrubber);
  g_autofree char *text = refrain_play_time_format (position);

  gtk_label_set_text (self->position, text);
  gtk_progress_bar_set_fraction (
      self->progress, duration > 0 ? CLAMP ((double) position / (double) duration, 0, 1) : 0);
}

static void
refrain_player_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (refrain_player_bar_parent_class)->map (widget);
  update_listening (REFRAIN_PLAYER_BAR (widget));
}

static void
refrain_player_bar_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (refrain_player_bar_parent_class)->unmap (widget);
  update_listening (REFRAIN_PLAYER_BAR (widget));
}

static void
refrain_player_bar_dispose (GObject *object)
{
  RefrainPlayerBar *self = REFRAIN_PLAYER_BAR (object);

  if (self->position_handler != 0)
    g_clear_signal_handler (&self->position_handler, get_player (self));
  g_clear_object (&self->clip_group);
  g_clear_object (&self->player_group);
  g_clear_object (&self->playback_group);
  g_clear_object (&self->playback);
  g_clear_pointer (&self->failure, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_PLAYER_BAR);

  G_OBJECT_CLASS (refrain_player_bar_parent_class)->dispose (object);
}

static void
refrain_player_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainPlayerBarProperty) prop_id)
    {
    case PROP_REVEALED:
      g_value_set_boolean (value, REFRAIN_PLAYER_BAR (object)->revealed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/refrain_music/Refrain/ui/widgets/refrain-player-bar.ui");
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, song);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, previous);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, play);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, next);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, rest);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, position);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, scrubber);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, duration);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, shuffle);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, repeat);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, volume);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, progress);
  gtk_widget_class_bind_template_callback (klass, song_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, play_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, next_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, shuffle_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, repeat_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, seek_cb);
  gtk_widget_class_bind_template_callback (klass, shown_position_changed_cb);
}

static void
refrain_player_bar_class_init (RefrainPlayerBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_player_bar_dispose;
  object_class->get_property = refrain_player_bar_get_property;
  widget_class->map = refrain_player_bar_map;
  widget_class->unmap = refrain_player_bar_unmap;

  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REFRAIN_TYPE_PLAY_BUTTON);
  g_type_ensure (REFRAIN_TYPE_PLAYING_BUTTON);
  g_type_ensure (REFRAIN_TYPE_REPEAT_BUTTON);
  g_type_ensure (REFRAIN_TYPE_SCRUBBER);
  g_type_ensure (REFRAIN_TYPE_VOLUME_BUTTON);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "playerbar");
  gtk_widget_class_set_layout_manager_type (widget_class, REFRAIN_TYPE_PLAYER_BAR_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
init_groups (RefrainPlayerBar *self)
{
  self->playback_group = g_signal_group_new (REFRAIN_TYPE_PLAYBACK);
  g_signal_group_connect_swapped (self->playback_group, "notify::clip",
                                  G_CALLBACK (clip_changed_cb), self);
  g_signal_group_connect_swapped (self->playback_group, "queue-changed", G_CALLBACK (update_queue),
                                  self);
  g_signal_group_connect (self->playback_group, "error", G_CALLBACK (error_cb), self);

  self->player_group = g_signal_group_new (REFRAIN_TYPE_PLAYER);
  g_signal_group_connect_swapped (self->player_group, "notify::state",
                                  G_CALLBACK (state_changed_cb), self);
  g_signal_group_connect_swapped (self->player_group, "notify::wants-playing",
                                  G_CALLBACK (update_play), self);
  g_signal_group_connect_swapped (self->player_group, "notify::duration",
                                  G_CALLBACK (update_duration), self);
  g_signal_group_connect_swapped (self->player_group, "notify::seekable",
                                  G_CALLBACK (update_duration), self);

  self->clip_group = g_signal_group_new (REFRAIN_TYPE_CLIP);
  g_signal_group_connect_swapped (self->clip_group, "notify::facts", G_CALLBACK (facts_changed_cb),
                                  self);
}

static void
init_layout (RefrainPlayerBar *self)
{
  RefrainPlayerBarLayout *layout = REFRAIN_PLAYER_BAR_LAYOUT (
      gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  GtkWidget *const parts[] = {
    [REFRAIN_PLAYER_BAR_SONG] = GTK_WIDGET (self->song),
    [REFRAIN_PLAYER_BAR_PREVIOUS] = self->previous,
    [REFRAIN_PLAYER_BAR_PLAY] = GTK_WIDGET (self->play),
    [REFRAIN_PLAYER_BAR_NEXT] = self->next,
    [REFRAIN_PLAYER_BAR_REST] = self->rest,
    [REFRAIN_PLAYER_BAR_LINE] = GTK_WIDGET (self->progress),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    refrain_player_bar_layout_set_part (layout, i, parts[i]);
}

static void
refrain_player_bar_init (RefrainPlayerBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  init_layout (self);
  init_groups (self);
}

/**
 * refrain_player_bar_new:
 * @context: where covers come from
 *
 * Returns: (transfer floating): a bar that is hidden, since nothing was played yet
 */
GtkWidget *
refrain_player_bar_new (RefrainContext *context)
{
  RefrainPlayerBar *self = g_object_new (REFRAIN_TYPE_PLAYER_BAR, NULL);

  refrain_playing_button_set_covers (self->song, refrain_context_get_covers (context));
  return GTK_WIDGET (self);
}

/**
 * refrain_player_bar_attach:
 * @self: a player bar
 * @playback: what plays
 *
 * Shows what @playback plays from now on, at the volume that the bar has. To be called before the
 * first song plays: making a playback takes time that nobody has when the window opens.
 */
void
refrain_player_bar_attach (RefrainPlayerBar *self, RefrainPlayback *playback)
{
  RefrainPlayer *player = refrain_playback_get_player (playback);

  g_return_if_fail (REFRAIN_IS_PLAYER_BAR (self));
  g_return_if_fail (self->playback == NULL || self->playback == playback);

  if (!g_set_object (&self->playback, playback))
    return;

  g_signal_group_set_target (self->playback_group, playback);
  g_signal_group_set_target (self->player_group, player);
  g_object_bind_property (self->volume, "volume", player, "volume",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->volume, "muted", player, "muted",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  clip_changed_cb (self);
  update_queue (self);
  state_changed_cb (self);
  update_listening (self);
}

/**
 * refrain_player_bar_set_settings:
 * @self: a player bar
 * @settings: the program's settings
 *
 * Keeps the volume in the key "volume".
 */
void
refrain_player_bar_set_settings (RefrainPlayerBar *self, GSettings *settings)
{
  g_return_if_fail (REFRAIN_IS_PLAYER_BAR (self));

  g_settings_bind (settings, "volume", self->volume, "volume", G_SETTINGS_BIND_DEFAULT);
}

/**
 * refrain_player_bar_get_revealed:
 * @self: a player bar
 *
 * Returns: whether there is something to show; it stays shown once something was played
 */
gboolean
refrain_player_bar_get_revealed (RefrainPlayerBar *self)
{
  g_return_val_if_fail (REFRAIN_IS_PLAYER_BAR (self), FALSE);

  return self->revealed;
}
