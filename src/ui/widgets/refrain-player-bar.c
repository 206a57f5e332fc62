/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-player-bar.h"

#include "refrain-cover.h"
#include "refrain-scrubber.h"

#include <glib/gi18n-lib.h>

#define WIDE_HEIGHT 72
#define STRIP_HEIGHT 56
#define LINE_HEIGHT 3
#define NARROW_WIDTH 600
#define GAP 6

/**
 * RefrainPlayerBar:
 *
 * What plays, along the bottom of the window: 72 px with everything, and below 600 px of width a
 * strip with the song, Play and Next, its progress a line on top. It is hidden until something has
 * been played, listens to the position only while it can be seen, and has no timer of its own.
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

  GtkWidget *song;
  RefrainCover *cover;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *previous;
  GtkWidget *play;
  GtkStack *play_stack;
  GtkImage *play_icon;
  GtkSpinner *spinner;
  GtkWidget *next;
  GtkWidget *rest;
  GtkLabel *position;
  RefrainScrubber *scrubber;
  GtkLabel *duration;
  GtkToggleButton *shuffle;
  GtkToggleButton *repeat;
  GtkMenuButton *volume_button;
  GtkAdjustment *volume;
  GtkToggleButton *mute;
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
set_name (GtkWidget *widget, const char *name)
{
  gtk_widget_set_tooltip_text (widget, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_song (RefrainPlayerBar *self)
{
  RefrainClip *clip = get_clip (self);
  const RefrainClipFacts *facts = clip != NULL ? refrain_clip_get_facts (clip) : NULL;
  const char *title = facts != NULL && facts->title != NULL ? facts->title : _ ("Untitled");
  const char *style = facts != NULL && facts->style != NULL ? facts->style : "";
  g_autofree char *tooltip = NULL;

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, self->failure != NULL ? _ ("Cannot be played") : style);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), self->failure != NULL || *style != '\0');
  gtk_widget_set_css_classes (
      GTK_WIDGET (self->subtitle),
      (const char *[]){ "caption", self->failure != NULL ? "error" : "dim-label", NULL });

  if (self->failure != NULL)
    tooltip = g_strdup_printf ("%s\n%s", title, self->failure);
  else
    tooltip = *style != '\0' ? g_strdup_printf ("%s\n%s", title, style) : g_strdup (title);
  gtk_widget_set_tooltip_text (self->song, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->song), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip, -1);
  refrain_cover_set_clip (self->cover, clip);
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
  g_autofree char *text = duration > 0 ? refrain_scrubber_format_time (duration) : NULL;

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

  gtk_image_set_from_icon_name (self->play_icon, wants ? "media-playback-pause-symbolic"
                                                       : "media-playback-start-symbolic");
  gtk_stack_set_visible_child (self->play_stack,
                               waits ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->play_icon));
  gtk_spinner_set_spinning (self->spinner, waits);
  gtk_widget_set_tooltip_text (self->play, wants ? _ ("Pause (Space)") : _ ("Play (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  wants ? _ ("Pause") : _ ("Play"), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_STATE_BUSY, waits, -1);
}

static void
update_queue (RefrainPlayerBar *self)
{
  RefrainRepeat repeat = refrain_playback_get_repeat (self->playback);

  gtk_widget_set_sensitive (self->next, refrain_playback_can_go_next (self->playback));
  gtk_widget_set_sensitive (self->previous, refrain_playback_can_go_previous (self->playback));
  gtk_toggle_button_set_active (self->shuffle, refrain_playback_get_shuffle (self->playback));
  gtk_toggle_button_set_active (self->repeat, repeat != REFRAIN_REPEAT_OFF);
  gtk_button_set_icon_name (GTK_BUTTON (self->repeat), repeat == REFRAIN_REPEAT_ONE
                                                           ? "media-playlist-repeat-song-symbolic"
                                                           : "media-playlist-repeat-symbolic");
  set_name (GTK_WIDGET (self->repeat), repeat == REFRAIN_REPEAT_OFF   ? _ ("Repeat: Off")
                                       : repeat == REFRAIN_REPEAT_ALL ? _ ("Repeat: All Songs")
                                                                      : _ ("Repeat: This Song"));
}

static void
update_volume (RefrainPlayerBar *self)
{
  double volume = gtk_adjustment_get_value (self->volume);
  const char *icon = "audio-volume-high-symbolic";

  if (gtk_toggle_button_get_active (self->mute) || volume <= 0)
    icon = "audio-volume-muted-symbolic";
  else if (volume < 0.34)
    icon = "audio-volume-low-symbolic";
  else if (volume < 0.67)
    icon = "audio-volume-medium-symbolic";
  gtk_menu_button_set_icon_name (self->volume_button, icon);
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
  g_autofree char *text = refrain_scrubber_format_time (position);

  gtk_label_set_text (self->position, text);
  gtk_progress_bar_set_fraction (
      self->progress, duration > 0 ? CLAMP ((double) position / (double) duration, 0, 1) : 0);
}

static gboolean
volume_scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, gpointer user_data)
{
  RefrainPlayerBar *self = user_data;

  gtk_adjustment_set_value (self->volume,
                            gtk_adjustment_get_value (self->volume)
                                - dy * gtk_adjustment_get_step_increment (self->volume));
  return TRUE;
}

static int
get_natural (GtkWidget *widget, GtkOrientation orientation)
{
  int natural;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static GtkSizeRequestMode
refrain_player_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
refrain_player_bar_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  RefrainPlayerBar *self = REFRAIN_PLAYER_BAR (widget);
  gboolean narrow = for_size >= 0 && for_size < NARROW_WIDTH;
  int song;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      /* Large text may need more. */
      song = get_natural (self->song, GTK_ORIENTATION_VERTICAL);
      *minimum = *natural = narrow ? MAX (STRIP_HEIGHT - 1, song + LINE_HEIGHT)
                                   : MAX (WIDE_HEIGHT - 1, song + 2 * GAP);
      return;
    }

  gtk_widget_measure (self->song, GTK_ORIENTATION_HORIZONTAL, -1, &song, NULL, NULL, NULL);
  *minimum = song + get_natural (self->play, GTK_ORIENTATION_HORIZONTAL)
             + get_natural (self->next, GTK_ORIENTATION_HORIZONTAL) + 4 * GAP;
  *natural = MAX (*minimum, NARROW_WIDTH);
}

/* Places a child between @x and @x + @width, counted from where the text begins. */
static void
place (RefrainPlayerBar *self, GtkWidget *child, int x, int y, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation allocation = { .y = y, .width = width, .height = height };

  allocation.x = mirrored ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
refrain_player_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RefrainPlayerBar *self = REFRAIN_PLAYER_BAR (widget);
  gboolean narrow = width < NARROW_WIDTH;
  int top = narrow ? LINE_HEIGHT : 0;
  int previous = get_natural (self->previous, GTK_ORIENTATION_HORIZONTAL);
  int play = get_natural (self->play, GTK_ORIENTATION_HORIZONTAL);
  int next = get_natural (self->next, GTK_ORIENTATION_HORIZONTAL);
  int song = narrow ? width - play - next - 4 * GAP : CLAMP (width * 28 / 100, 170, 360);
  int x = GAP;

  gtk_widget_set_child_visible (self->previous, !narrow);
  gtk_widget_set_child_visible (self->rest, !narrow);
  gtk_widget_set_child_visible (GTK_WIDGET (self->progress), narrow);

  place (self, self->song, x, top, song, height - top);
  x += song + GAP;
  if (!narrow)
    {
      place (self, self->previous, x, 0, previous, height);
      x += previous + GAP;
    }
  place (self, self->play, x, top, play, height - top);
  x += play + GAP;
  place (self, self->next, x, top, next, height - top);
  x += next + GAP;
  if (narrow)
    place (self, GTK_WIDGET (self->progress), 0, 0, width,
           MAX (LINE_HEIGHT, get_natural (GTK_WIDGET (self->progress), GTK_ORIENTATION_VERTICAL)));
  else
    place (self, self->rest, x, 0, width - x - GAP, height);
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
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, cover);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, title);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, subtitle);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, previous);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, play);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, play_stack);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, play_icon);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, spinner);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, next);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, rest);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, position);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, scrubber);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, duration);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, shuffle);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, repeat);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, volume_button);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, volume);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, mute);
  gtk_widget_class_bind_template_child (klass, RefrainPlayerBar, progress);
  gtk_widget_class_bind_template_callback (klass, song_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, play_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, next_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, shuffle_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, repeat_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, seek_cb);
  gtk_widget_class_bind_template_callback (klass, shown_position_changed_cb);
  gtk_widget_class_bind_template_callback (klass, volume_scroll_cb);
}

static void
refrain_player_bar_class_init (RefrainPlayerBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_player_bar_dispose;
  object_class->get_property = refrain_player_bar_get_property;
  widget_class->get_request_mode = refrain_player_bar_get_request_mode;
  widget_class->measure = refrain_player_bar_measure;
  widget_class->size_allocate = refrain_player_bar_size_allocate;
  widget_class->map = refrain_player_bar_map;
  widget_class->unmap = refrain_player_bar_unmap;

  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REFRAIN_TYPE_COVER);
  g_type_ensure (REFRAIN_TYPE_SCRUBBER);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "playerbar");
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
refrain_player_bar_init (RefrainPlayerBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  init_groups (self);
  g_signal_connect_object (self->volume, "value-changed", G_CALLBACK (update_volume), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mute, "toggled", G_CALLBACK (update_volume), self,
                           G_CONNECT_SWAPPED);
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

  refrain_cover_set_covers (self->cover, refrain_context_get_covers (context));
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
  g_object_bind_property (self->volume, "value", player, "volume",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->mute, "active", player, "muted",
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

  g_settings_bind (settings, "volume", self->volume, "value", G_SETTINGS_BIND_DEFAULT);
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
