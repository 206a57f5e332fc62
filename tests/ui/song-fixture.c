/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "song-fixture.h"

#include "refrain-song-page.h"

/* Does what the main window does for the actions that change what a page shows. */
static void
perform (TasksFixture *fixture, const char *name, GVariant *parameter)
{
  RefrainLibrary *library = refrain_context_get_library (fixture->context);
  RefrainPlayback *playback = refrain_context_get_playback (fixture->context);
  g_autoptr (RefrainClip) clip = NULL;
  g_autoptr (GVariant) row = NULL;

  if (g_str_equal (name, "play-pause"))
    refrain_playback_toggle (playback);
  if (parameter == NULL || g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING))
    return;

  row = g_variant_is_of_type (parameter, G_VARIANT_TYPE_INT64)
            ? g_variant_ref (parameter)
            : g_variant_get_child_value (parameter, 0);
  clip = refrain_clip_pool_get (refrain_library_get_pool (library), g_variant_get_int64 (row));
  if (g_str_equal (name, "play-clip"))
    refrain_playback_play_clip (playback, clip, NULL);
  else if (g_str_equal (name, "play-video"))
    refrain_playback_play_video (playback, clip);
  else if (g_str_equal (name, "verdict"))
    {
      RefrainVerdict verdict = REFRAIN_VERDICT_UNHEARD;
      g_autoptr (GVariant) word = g_variant_get_child_value (parameter, 1);

      g_assert_true (refrain_verdict_from_string (g_variant_get_string (word, NULL), &verdict));
      refrain_library_set_verdict (library, clip, verdict);
    }
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TasksFixture *fixture = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  g_autofree char *target = parameter != NULL ? g_variant_print (parameter, FALSE) : NULL;

  g_ptr_array_add (fixture->activated,
                   target != NULL ? g_strdup_printf ("%s %s", name, target) : g_strdup (name));
  perform (fixture, name, parameter);
}

/* Warnings are fatal as in every test, but for those of the media framework: a pipeline that is
 * stopped before it runs may complain, and no program of ours would notice. */
static void
set_fatal_warnings (void)
{
  static const char *const domains[] = { NULL,  "Adwaita", "GLib", "GLib-GIO", "GLib-GObject",
                                         "Gdk", "Gsk",     "Gtk",  "libsoup" };

  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_fatal_mask (domains[i],
                          G_LOG_FATAL_MASK | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL);
}

void
song_fixture_set_up (TasksFixture *fixture)
{
  static const GActionEntry entries[] = {
    { "back", action_cb, NULL, NULL, NULL, { 0 } },
    { "copy", action_cb, "s", NULL, NULL, { 0 } },
    { "fetch-task", action_cb, "x", NULL, NULL, { 0 } },
    { "open-clip", action_cb, "x", NULL, NULL, { 0 } },
    { "open-task", action_cb, "x", NULL, NULL, { 0 } },
    { "play-clip", action_cb, "x", NULL, NULL, { 0 } },
    { "play-pause", action_cb, NULL, NULL, NULL, { 0 } },
    { "play-video", action_cb, "x", NULL, NULL, { 0 } },
    { "save-clip", action_cb, "(xu)", NULL, NULL, { 0 } },
    { "show-folder", action_cb, "s", NULL, NULL, { 0 } },
    { "show-raw", action_cb, "x", NULL, NULL, { 0 } },
    { "verdict", action_cb, "(xs)", NULL, NULL, { 0 } },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  RefrainPlayback *playback;

  set_fatal_warnings ();
  tasks_fixture_set_up (fixture);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
  playback = refrain_context_get_playback (fixture->context);
  refrain_player_set_audio_sink (refrain_playback_get_player (playback), "fakesink sync=true");
}

/* Returns: (transfer full) */
RefrainClip *
song_fixture_fetch (TasksFixture *fixture, const char *task_id, guint take)
{
  RefrainLibrary *library = refrain_context_get_library (fixture->context);
  const char *const ids[] = { task_id, NULL };
  g_autoptr (RefrainSource) known = refrain_library_find_source (library, "Demo");
  RefrainSource *source = known;
  RefrainClip *clip;

  if (source == NULL)
    source = tasks_fixture_add_source (fixture, "Demo",
                                       refrain_demo_gateway_get_address (fixture->demo));
  tasks_fixture_fetch (fixture, source, ids);
  clip = g_list_model_get_item (refrain_task_get_clips (tasks_fixture_find_task (fixture, task_id)),
                                take);
  g_assert_nonnull (clip);
  return clip;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* Returns: (transfer none) */
GtkWidget *
song_fixture_show (TasksFixture *fixture, RefrainClip *clip)
{
  GtkWidget *page = refrain_song_page_new (fixture->context, fixture->presenter, clip);

  adw_toast_overlay_set_child (fixture->overlay, page);
  gtk_window_present (fixture->window);
  tasks_fixture_wait (is_mapped, page);
  return page;
}

gboolean
song_fixture_was_asked (TasksFixture *fixture, const char *action)
{
  return g_ptr_array_find_with_equal_func (fixture->activated, action, g_str_equal, NULL);
}

static gboolean
has_name (GtkWidget *button)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;

  return gtk_button_get_label (GTK_BUTTON (button)) != NULL
         || tasks_find_widget (button, GTK_TYPE_LABEL, NULL) != NULL;
}

/* Every button that a user can press says what it does. */
void
song_fixture_assert_named (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_visible (child))
        continue;
      if (GTK_IS_BUTTON (child) && !GTK_IS_MENU_BUTTON (root)
          && gtk_widget_get_ancestor (child, GTK_TYPE_WINDOW_CONTROLS) == NULL && !has_name (child))
        g_error ("A %s (%s) has no name", G_OBJECT_TYPE_NAME (child),
                 gtk_actionable_get_action_name (GTK_ACTIONABLE (child)));
      song_fixture_assert_named (child);
    }
}
