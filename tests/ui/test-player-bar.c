/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The player bar and its scrubber, with a real player whose sound goes nowhere. */

#include "config.h"

#include "tasks-fixture.h"

#include "refrain-player-bar.h"
#include "refrain-playing-button.h"
#include "refrain-scrubber.h"
#include "refrain-volume-button.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TasksFixture base;
  GSettings *settings;
  RefrainPlayerBar *bar;
  RefrainClipList *list;
  RefrainPlayback *playback; /* (nullable): until something plays */
  RefrainPlayer *player;
} BarFixture;

#define child(fixture, name)                                                                       \
  (G_OBJECT (                                                                                      \
      gtk_widget_get_template_child (GTK_WIDGET ((fixture)->bar), REFRAIN_TYPE_PLAYER_BAR, name)))

/* A label of the song that plays. */
#define song_label(fixture, name)                                                                  \
  (GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (child (fixture, "song")),                 \
                                             REFRAIN_TYPE_PLAYING_BUTTON, name)))

static gboolean
list_is_ready (gpointer data)
{
  return refrain_clip_list_is_ready (data) && g_list_model_get_n_items (G_LIST_MODEL (data)) > 1;
}

static gboolean
clip_is_loaded (gpointer data)
{
  return refrain_clip_is_loaded (data);
}

static gboolean
is_playing (gpointer data)
{
  return refrain_player_get_state (data) == REFRAIN_PLAYER_PLAYING;
}

static gboolean
is_paused (gpointer data)
{
  return refrain_player_get_state (data) == REFRAIN_PLAYER_PAUSED;
}

static void
set_up_task (BarFixture *fixture, const char *task_id)
{
  const char *const ids[] = { task_id, NULL };
  g_autoptr (RefrainQuery) query = refrain_query_new ();
  RefrainSource *source;

  tasks_fixture_set_up (&fixture->base);
  source = tasks_fixture_add_source (&fixture->base, "Demo",
                                     refrain_demo_gateway_get_address (fixture->base.demo));
  tasks_fixture_fetch (&fixture->base, source, ids);
  fixture->list = refrain_library_create_clip_list (
      refrain_context_get_library (fixture->base.context));
  refrain_clip_list_set_query (fixture->list, query);
  tasks_fixture_wait (list_is_ready, fixture->list);

  fixture->settings = g_settings_new (REFRAIN_APPLICATION_ID);
  fixture->bar = REFRAIN_PLAYER_BAR (refrain_player_bar_new (fixture->base.context));
  refrain_player_bar_set_settings (fixture->bar, fixture->settings);
  adw_toast_overlay_set_child (fixture->base.overlay, GTK_WIDGET (fixture->bar));
  gtk_widget_set_valign (GTK_WIDGET (fixture->bar), GTK_ALIGN_END);
  gtk_window_present (fixture->base.window);
}

static void
set_up (BarFixture *fixture, gconstpointer task_id)
{
  set_up_task (fixture, task_id != NULL ? task_id : "demo-harbour-lights");
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
has_loaded (gpointer data)
{
  return refrain_player_get_state (data) != REFRAIN_PLAYER_LOADING;
}

static void
tear_down (BarFixture *fixture, gconstpointer data)
{
  gpointer list = fixture->list;
  gpointer settings = fixture->settings;

  /* A pipeline that is taken down while it is put up may say a warning, which ends the test. */
  if (fixture->player != NULL)
    tasks_fixture_wait (has_loaded, fixture->player);
  fixture->player = NULL;
  fixture->playback = NULL;
  g_settings_reset (fixture->settings, "volume");
  /* A job of the store may hold it for a moment. */
  g_object_add_weak_pointer (G_OBJECT (fixture->list), &list);
  g_clear_object (&fixture->list);
  tasks_fixture_wait (is_gone, &list);
  tasks_fixture_tear_down (&fixture->base);
  g_object_add_weak_pointer (G_OBJECT (fixture->settings), &settings);
  g_clear_object (&fixture->settings);
  tasks_fixture_wait (is_gone, &settings);
}

static void
play (BarFixture *fixture, guint position)
{
  g_autoptr (RefrainClip) clip = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  tasks_fixture_wait (clip_is_loaded, clip);
  fixture->playback = refrain_context_get_playback (fixture->base.context);
  fixture->player = refrain_playback_get_player (fixture->playback);
  refrain_player_set_audio_sink (fixture->player, "fakesink sync=true");
  refrain_player_bar_attach (fixture->bar, fixture->playback);
  refrain_playback_play_clip (fixture->playback, clip, fixture->list);
}

static void
click (BarFixture *fixture, const char *name)
{
  g_signal_emit_by_name (child (fixture, name), "clicked");
}

static gboolean
has_position_listener (RefrainPlayer *player)
{
  return g_signal_has_handler_pending (player, g_signal_lookup ("notify", G_TYPE_OBJECT),
                                       g_quark_from_static_string ("position"), FALSE);
}

static void
test_hidden_until_played (BarFixture *fixture, gconstpointer data)
{
  g_assert_false (refrain_player_bar_get_revealed (fixture->bar));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));

  play (fixture, 0);
  g_assert_true (refrain_player_bar_get_revealed (fixture->bar));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
}

static void
test_plays (BarFixture *fixture, gconstpointer data)
{
  GtkAccessible *play_button;
  RefrainClip *clip;

  play (fixture, 0);
  play_button = GTK_ACCESSIBLE (child (fixture, "play"));
  gtk_test_accessible_assert_state (play_button, GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  gtk_test_accessible_assert_property (play_button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Pause");

  tasks_fixture_wait (is_playing, fixture->player);
  gtk_test_accessible_assert_state (play_button, GTK_ACCESSIBLE_STATE_BUSY, FALSE);
  clip = refrain_playback_get_clip (fixture->playback);
  g_assert_cmpstr (gtk_label_get_text (song_label (fixture, "title")), ==,
                   refrain_clip_get_facts (clip)->title);
  g_assert_cmpint (refrain_scrubber_get_duration (REFRAIN_SCRUBBER (child (fixture, "scrubber"))),
                   >, G_USEC_PER_SEC);

  click (fixture, "play");
  tasks_fixture_wait (is_paused, fixture->player);
  gtk_test_accessible_assert_property (play_button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Play");

  click (fixture, "song");
  g_assert_cmpuint (fixture->base.activated->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (fixture->base.activated, 0), "open-clip "));
}

static void
test_next (BarFixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) second = g_list_model_get_item (G_LIST_MODEL (fixture->list), 1);

  play (fixture, 0);
  tasks_fixture_wait (is_playing, fixture->player);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (child (fixture, "next"))));
  click (fixture, "next");
  g_assert_true (refrain_playback_get_clip (fixture->playback) == second);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (child (fixture, "next"))));
  tasks_fixture_wait (is_playing, fixture->player);
  click (fixture, "previous");
  g_assert_true (refrain_playback_get_clip (fixture->playback) != second);
}

static gboolean
stands_late (gpointer data)
{
  return refrain_player_get_position (data) >= 3 * G_USEC_PER_SEC;
}

static void
test_seek (BarFixture *fixture, gconstpointer data)
{
  RefrainScrubber *scrubber;

  play (fixture, 0);
  tasks_fixture_wait (is_playing, fixture->player);
  click (fixture, "play");
  tasks_fixture_wait (is_paused, fixture->player);
  scrubber = REFRAIN_SCRUBBER (child (fixture, "scrubber"));
  g_signal_emit_by_name (scrubber, "seek", (gint64) (3 * G_USEC_PER_SEC));
  tasks_fixture_wait (stands_late, fixture->player);
  g_assert_cmpint (refrain_scrubber_get_position (scrubber), >=, 2900000);
  g_assert_cmpint (refrain_scrubber_get_position (scrubber), <=, 3100000);
  g_assert_true (
      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (child (fixture, "position"))), "0:0"));
}

static gboolean
is_told (gpointer data)
{
  return g_strcmp0 (gtk_label_get_text (data), "Cannot be played") == 0;
}

static void
test_error (BarFixture *fixture, gconstpointer data)
{
  GtkWidget *subtitle;

  play (fixture, 0);
  subtitle = GTK_WIDGET (song_label (fixture, "subtitle"));
  tasks_fixture_wait (is_told, subtitle);
  g_assert_cmpint (refrain_player_get_state (fixture->player), ==, REFRAIN_PLAYER_STOPPED);
  g_assert_true (gtk_widget_has_css_class (subtitle, "error"));
  g_assert_nonnull (
      strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (child (fixture, "song"))), "404"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (child (fixture, "play")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Play");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (child (fixture, "play")),
                                    GTK_ACCESSIBLE_STATE_BUSY, FALSE);
}

/* The time until the main loop's next timer, -1 = there is none. */
static int
get_next_timer (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[64];
  int timeout = 0;
  int priority;

  g_main_context_prepare (context, &priority);
  g_main_context_query (context, G_MAXINT, &timeout, fds, G_N_ELEMENTS (fds));
  return timeout;
}

/* Nothing soon: the network library may look for idle connections in a minute. */
static gboolean
sleeps (void)
{
  int timeout = get_next_timer ();

  return timeout == -1 || timeout > 5000;
}

/* tasks_fixture_wait() has a timer of its own, so this one counts rounds instead. */
static void
test_idle_when_paused (BarFixture *fixture, gconstpointer data)
{
  gboolean idle = FALSE;

  play (fixture, 0);
  tasks_fixture_wait (is_playing, fixture->player);
  g_assert_true (has_position_listener (fixture->player));
  g_assert_false (sleeps ());

  click (fixture, "play");
  tasks_fixture_wait (is_paused, fixture->player);
  for (guint i = 0; i < 20000 && !idle; i++)
    {
      idle = sleeps ();
      g_main_context_iteration (NULL, !idle);
    }
  g_assert_true (idle);
}

static void
test_unseen_does_not_listen (BarFixture *fixture, gconstpointer data)
{
  play (fixture, 0);
  tasks_fixture_wait (is_playing, fixture->player);
  g_assert_true (has_position_listener (fixture->player));
  gtk_widget_set_visible (GTK_WIDGET (fixture->bar), FALSE);
  g_assert_false (has_position_listener (fixture->player));
  gtk_widget_set_visible (GTK_WIDGET (fixture->bar), TRUE);
  g_assert_true (has_position_listener (fixture->player));
}

static void
test_volume (BarFixture *fixture, gconstpointer data)
{
  RefrainVolumeButton *button;

  g_settings_set_double (fixture->settings, "volume", 0.25);
  play (fixture, 0);
  button = REFRAIN_VOLUME_BUTTON (child (fixture, "volume"));
  g_assert_cmpfloat (refrain_player_get_volume (fixture->player), ==, 0.25);
  refrain_volume_button_set_volume (button, 0.5);
  g_assert_cmpfloat (refrain_player_get_volume (fixture->player), ==, 0.5);
  g_assert_cmpfloat (g_settings_get_double (fixture->settings, "volume"), ==, 0.5);
  /* Another program turns it down. */
  refrain_player_set_volume (fixture->player, 0.1);
  g_assert_cmpfloat (refrain_volume_button_get_volume (button), ==, 0.1);
  refrain_volume_button_set_muted (button, TRUE);
  g_assert_true (refrain_player_get_muted (fixture->player));
  g_assert_cmpfloat (refrain_player_get_volume (fixture->player), ==, 0.1);
}

static void
test_volume_button (void)
{
  static const struct
  {
    double volume;
    gboolean muted;
    const char *icon;
  } cases[] = {
    { 1.0, FALSE, "audio-volume-high-symbolic" }, { 0.5, FALSE, "audio-volume-medium-symbolic" },
    { 0.1, FALSE, "audio-volume-low-symbolic" },  { 0.0, FALSE, "audio-volume-muted-symbolic" },
    { 0.5, TRUE, "audio-volume-muted-symbolic" },
  };
  GtkWidget *volume = g_object_ref_sink (g_object_new (REFRAIN_TYPE_VOLUME_BUTTON, NULL));
  GObject *button = gtk_widget_get_template_child (volume, REFRAIN_TYPE_VOLUME_BUTTON, "button");

  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_object_set (volume, "volume", cases[i].volume, "muted", cases[i].muted, NULL);
      g_assert_cmpstr (gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (button)), ==, cases[i].icon);
    }
  g_assert_finalize_object (volume);
}

static void
test_shuffle_and_repeat (BarFixture *fixture, gconstpointer data)
{
  GtkToggleButton *repeat;

  play (fixture, 0);
  repeat = GTK_TOGGLE_BUTTON (child (fixture, "repeat"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (repeat), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Repeat: Off");
  click (fixture, "repeat");
  g_assert_cmpint (refrain_playback_get_repeat (fixture->playback), ==, REFRAIN_REPEAT_ALL);
  g_assert_true (gtk_toggle_button_get_active (repeat));
  click (fixture, "repeat");
  g_assert_cmpint (refrain_playback_get_repeat (fixture->playback), ==, REFRAIN_REPEAT_ONE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (repeat), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Repeat: This Song");
  click (fixture, "repeat");
  g_assert_cmpint (refrain_playback_get_repeat (fixture->playback), ==, REFRAIN_REPEAT_OFF);
  click (fixture, "shuffle");
  g_assert_true (refrain_playback_get_shuffle (fixture->playback));
}

static gboolean
is_allocated (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static void
test_narrow (BarFixture *fixture, gconstpointer data)
{
  int wide, narrow;

  gtk_window_set_default_size (fixture->base.window, 360, 300);
  play (fixture, 0);
  tasks_fixture_wait (is_allocated, fixture->bar);
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (child (fixture, "rest"))));
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (child (fixture, "previous"))));
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (child (fixture, "progress"))));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (child (fixture, "next"))));
  gtk_widget_measure (GTK_WIDGET (fixture->bar), GTK_ORIENTATION_VERTICAL, 360, &narrow, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->bar), GTK_ORIENTATION_VERTICAL, 800, &wide, NULL, NULL,
                      NULL);
  g_assert_cmpint (narrow, <, wide);
}

static void
test_has_names (BarFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "song",     "previous", "play",  "next",
                                       "scrubber", "shuffle",  "repeat" };

  play (fixture, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (child (fixture, names[i])),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL));
}

/* Presses a key: what the widget's class would do with it. */
static void
press (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && j < g_list_model_get_n_items (G_LIST_MODEL (controller));
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (!GTK_IS_KEYVAL_TRIGGER (trigger)
              || gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key)
            continue;
          found = TRUE;
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                        gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_true (found);
}

static void
seek_cb (RefrainScrubber *scrubber, gint64 position_us, gpointer user_data)
{
  *(gint64 *) user_data = position_us / G_USEC_PER_SEC;
}

static void
test_scrubber_keys (void)
{
  RefrainScrubber *scrubber = g_object_ref_sink (REFRAIN_SCRUBBER (refrain_scrubber_new ()));
  GtkWidget *widget = GTK_WIDGET (scrubber);
  gint64 asked = -1;

  g_signal_connect (scrubber, "seek", G_CALLBACK (seek_cb), &asked);
  refrain_scrubber_set_duration (scrubber, 192 * G_USEC_PER_SEC);
  refrain_scrubber_set_position (scrubber, 42 * G_USEC_PER_SEC);
  press (widget, GDK_KEY_Right);
  g_assert_cmpint (asked, ==, -1);

  refrain_scrubber_set_seekable (scrubber, TRUE);
  press (widget, GDK_KEY_Right);
  g_assert_cmpint (asked, ==, 47);
  press (widget, GDK_KEY_Left);
  g_assert_cmpint (asked, ==, 37);
  press (widget, GDK_KEY_Page_Up);
  g_assert_cmpint (asked, ==, 72);
  press (widget, GDK_KEY_Home);
  g_assert_cmpint (asked, ==, 0);
  press (widget, GDK_KEY_End);
  g_assert_cmpint (asked, ==, 192);

  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  press (widget, GDK_KEY_Left);
  g_assert_cmpint (asked, ==, 47);
  refrain_scrubber_set_position (scrubber, 2 * G_USEC_PER_SEC);
  press (widget, GDK_KEY_Right);
  g_assert_cmpint (asked, ==, 0);
  g_assert_finalize_object (scrubber);
}

static void
test_scrubber_accessible (void)
{
  RefrainScrubber *scrubber = g_object_ref_sink (REFRAIN_SCRUBBER (refrain_scrubber_new ()));
  GtkAccessible *accessible = GTK_ACCESSIBLE (scrubber);

  g_assert_cmpint (gtk_accessible_get_accessible_role (accessible), ==, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "Position");
  gtk_test_accessible_assert_state (accessible, GTK_ACCESSIBLE_STATE_DISABLED, TRUE);
  refrain_scrubber_set_duration (scrubber, 192 * G_USEC_PER_SEC);
  refrain_scrubber_set_position (scrubber, 42 * G_USEC_PER_SEC + 300000);
  refrain_scrubber_set_seekable (scrubber, TRUE);
  gtk_test_accessible_assert_state (accessible, GTK_ACCESSIBLE_STATE_DISABLED, FALSE);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "0:42 of 3:12");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 42.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 192.0);
  g_assert_finalize_object (scrubber);
}

static void
add (const char *path, void (*test) (BarFixture *, gconstpointer), const char *task_id)
{
  g_test_add (path, BarFixture, task_id, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scrubber/keys", test_scrubber_keys);
  g_test_add_func ("/scrubber/accessible", test_scrubber_accessible);
  g_test_add_func ("/volume-button/icon", test_volume_button);
  add ("/player-bar/hidden-until-played", test_hidden_until_played, NULL);
  add ("/player-bar/plays", test_plays, NULL);
  add ("/player-bar/next", test_next, NULL);
  add ("/player-bar/seek", test_seek, NULL);
  add ("/player-bar/error", test_error, "audio-404");
  add ("/player-bar/idle-when-paused", test_idle_when_paused, NULL);
  add ("/player-bar/unseen-does-not-listen", test_unseen_does_not_listen, NULL);
  add ("/player-bar/volume", test_volume, NULL);
  add ("/player-bar/shuffle-and-repeat", test_shuffle_and_repeat, NULL);
  add ("/player-bar/narrow", test_narrow, NULL);
  add ("/player-bar/has-names", test_has_names, NULL);
  return g_test_run ();
}
