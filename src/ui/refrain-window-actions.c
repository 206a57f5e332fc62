/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-window-private.h"

#include "refrain-gateway-dialog.h"
#include "refrain-library-error.h"
#include "refrain-open-by-id-dialog.h"
#include "refrain-preferences-window.h"
#include "refrain-raw-answer-window.h"

#include <glib/gi18n-lib.h>

/* What can be done with songs and tasks. */

static RefrainClip *
get_clip (RefrainWindow *self, gint64 row_id)
{
  return refrain_clip_pool_get (
      refrain_library_get_pool (refrain_context_get_library (self->context)), row_id);
}

static void
playback_error_cb (RefrainPlayback *playback,
                   RefrainClip *clip,
                   const GError *error,
                   gpointer user_data)
{
  RefrainWindow *self = user_data;

  refrain_error_presenter_show (self->presenter, _ ("The song does not play"), error);
}

static void
raise_cb (RefrainWindow *self)
{
  gtk_window_present (GTK_WINDOW (self));
}

static void
quit_cb (RefrainWindow *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))),
                                  "quit", NULL);
}

/* Private to the window: the playback, made together with all that shows and steers it when
 * something is played for the first time: the media framework takes its time to start. */
RefrainPlayback *
refrain_window_ensure_playback (RefrainWindow *self)
{
  RefrainPlayback *playback = refrain_context_get_playback (self->context);
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  GDBusConnection *connection = g_application_get_dbus_connection (application);

  if (self->player_bar != NULL)
    return playback;

  self->player_bar = REFRAIN_PLAYER_BAR (refrain_player_bar_new (self->context));
  refrain_player_bar_set_settings (self->player_bar, self->settings);
  adw_bin_set_child (self->player_bin, GTK_WIDGET (self->player_bar));
  refrain_player_bar_attach (self->player_bar, playback);
  g_signal_connect_object (playback, "error", G_CALLBACK (playback_error_cb), self, 0);
  if (connection != NULL)
    {
      RefrainMpris *mpris;

      self->remote = refrain_remote_new (connection, playback,
                                         refrain_context_get_covers (self->context),
                                         g_application_get_application_id (application));
      mpris = refrain_remote_get_mpris (self->remote);
      g_signal_connect_object (mpris, "raise", G_CALLBACK (raise_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (mpris, "quit", G_CALLBACK (quit_cb), self, G_CONNECT_SWAPPED);
    }
  return playback;
}

static void
play_clip_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  g_autoptr (RefrainClip) clip = get_clip (self, g_variant_get_int64 (parameter));
  RefrainPlayback *playback = refrain_window_ensure_playback (self);
  RefrainClipList *list = self->songs_page != NULL ? refrain_songs_page_get_list (self->songs_page)
                                                   : NULL;

  refrain_playback_play_clip (playback, clip, list);
}

static void
play_video_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  g_autoptr (RefrainClip) clip = get_clip (self, g_variant_get_int64 (parameter));

  refrain_playback_play_video (refrain_window_ensure_playback (self), clip);
}

/* Plays what is on show when nothing has been played yet. */
static void
play_pause_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  RefrainPlayback *playback = refrain_window_ensure_playback (self);
  RefrainClip *clip = refrain_window_get_focused_clip (self);

  if (refrain_playback_get_clip (playback) != NULL)
    refrain_playback_toggle (playback);
  else if (clip != NULL)
    gtk_widget_activate_action (widget, "win.play-clip", "x", refrain_clip_get_row_id (clip));
}

/* The window goes out of sight: nobody listens any more. */
static void
rest_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  RefrainPlayer *player = self->player_bar != NULL ? refrain_playback_get_player (
                              refrain_context_get_playback (self->context))
                                                   : NULL;

  if (player != NULL && refrain_player_get_state (player) == REFRAIN_PLAYER_PLAYING)
    refrain_player_pause (player);
}

static void
next_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_playback_next (refrain_window_ensure_playback (REFRAIN_WINDOW (widget)));
}

static void
previous_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_playback_previous (refrain_window_ensure_playback (REFRAIN_WINDOW (widget)));
}

static void
seek_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainPlayer *player = refrain_playback_get_player (
      refrain_window_ensure_playback (REFRAIN_WINDOW (widget)));
  gint64 target = refrain_player_get_position (player) + g_variant_get_int64 (parameter);

  if (refrain_player_get_seekable (player))
    refrain_player_seek (player, MAX (0, target));
}

static guint
get_wanted_kinds (RefrainWindow *self)
{
  return REFRAIN_FILE_AUDIO
         | (g_settings_get_boolean (self->settings, "save-video") ? REFRAIN_FILE_VIDEO : 0)
         | (g_settings_get_boolean (self->settings, "save-cover") ? REFRAIN_FILE_COVER : 0)
         | (g_settings_get_boolean (self->settings, "save-lyrics") ? REFRAIN_FILE_LYRICS : 0);
}

/* A song without a video or lyrics is saved as far as there is something of it. */
static guint
limit_kinds (const RefrainClipFacts *facts, guint kinds)
{
  if (facts->video_url == NULL)
    kinds &= ~REFRAIN_FILE_VIDEO;
  if (facts->image_url == NULL && facts->image_large_url == NULL)
    kinds &= ~REFRAIN_FILE_COVER;
  if (facts->lyrics == NULL)
    kinds &= ~REFRAIN_FILE_LYRICS;

  return kinds;
}

static void
save_now (RefrainWindow *self, RefrainClip *clip, guint kinds)
{
  RefrainSaver *saver = refrain_context_get_saver (self->context);
  g_autofree char *chosen = g_settings_get_string (self->settings, "save-folder");
  g_autofree char *name_template = g_settings_get_string (self->settings, "name-template");
  g_autofree char *folder = *chosen != '\0' ? g_strdup (chosen)
                                            : refrain_context_dup_default_folder ();

  refrain_saver_set_folder (saver, folder);
  refrain_saver_set_name_template (saver, name_template);
  if (kinds == 0)
    kinds = limit_kinds (refrain_clip_get_facts (clip), get_wanted_kinds (self));
  refrain_saver_save (saver, clip, kinds);
}

/* A clip that is not on show is loaded first. */
static void
clip_loaded_cb (RefrainClip *clip, GParamSpec *pspec, gpointer user_data)
{
  RefrainWindow *self = user_data;

  g_signal_handlers_disconnect_by_func (clip, clip_loaded_cb, self);
  save_now (self, clip, 0);
  g_object_unref (clip);
}

static void
save_clip_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  g_autoptr (RefrainClip) clip = NULL;
  gint64 row_id;
  guint kinds;

  g_variant_get (parameter, "(xu)", &row_id, &kinds);
  clip = get_clip (self, row_id);
  if (refrain_clip_is_loaded (clip))
    {
      save_now (self, clip, kinds);
      return;
    }

  g_signal_connect_object (g_object_ref (clip), "notify::loaded", G_CALLBACK (clip_loaded_cb), self,
                           0);
  refrain_library_reload_clip (refrain_context_get_library (self->context), row_id);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);
  GHashTableIter iter;
  gpointer failure;

  /* Closed meanwhile. */
  if (self->context == NULL)
    return;

  if (outcome == NULL)
    {
      refrain_error_presenter_show (self->presenter, _ ("The answer could not be kept"), error);
      return;
    }

  g_hash_table_iter_init (&iter, outcome->errors);
  if (g_hash_table_iter_next (&iter, NULL, &failure))
    refrain_error_presenter_show (self->presenter, _ ("The task could not be fetched"), failure);
  else
    refrain_error_presenter_toast (self->presenter, _ ("The task is up to date"));
}

static RefrainSource *
find_source (RefrainLibrary *library, gint64 row_id)
{
  GListModel *sources = refrain_library_get_sources (library);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      if (refrain_source_get_row_id (source) == row_id)
        return g_steal_pointer (&source);
    }

  return NULL;
}

static void
fetch_task_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  RefrainLibrary *library = refrain_context_get_library (self->context);
  RefrainTask *task = refrain_library_find_task (library, g_variant_get_int64 (parameter));
  g_autoptr (RefrainSource) source = task != NULL ? find_source (
                                         library, refrain_task_get_record (task)->gateway_row)
                                                  : NULL;
  const char *ids[2] = { NULL, NULL };

  if (source == NULL)
    {
      refrain_error_presenter_toast (self->presenter,
                                     _ ("This task’s gateway is not in Preferences any more"));
      return;
    }

  ids[0] = refrain_task_get_facts (task)->id;
  if (ids[0] == NULL)
    {
      refrain_error_presenter_toast (self->presenter,
                                     _ ("This task has no id yet, so it cannot be asked for"));
      return;
    }
  refrain_library_fetch_async (library, source, ids, self->cancellable, fetched_cb,
                               g_object_ref (self));
}

static void
show_raw_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  GtkWidget *window = GTK_WIDGET (
      refrain_raw_answer_window_new (self->context, g_variant_get_int64 (parameter)));

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  refrain_error_presenter_toast (REFRAIN_WINDOW (widget)->presenter, _ ("Copied"));
}

static void
verdict_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  g_autoptr (RefrainClip) clip = NULL;
  RefrainVerdict verdict;
  const char *name;
  gint64 row_id;

  g_variant_get (parameter, "(x&s)", &row_id, &name);
  clip = get_clip (self, row_id);
  if (refrain_verdict_from_string (name, &verdict))
    refrain_library_set_verdict (refrain_context_get_library (self->context), clip, verdict);
}

static void
folder_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainWindow) self = user_data;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL && self->context != NULL)
    refrain_error_presenter_show (self->presenter, _ ("The file manager does not answer"), error);
}

/* Asks the desktop's file manager to show the file among its neighbours. */
static void
show_folder_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  GDBusConnection *connection = g_application_get_dbus_connection (application);
  g_autofree char *uri = g_filename_to_uri (g_variant_get_string (parameter, NULL), NULL, NULL);
  const char *uris[] = { uri, NULL };

  if (connection == NULL || uri == NULL)
    {
      refrain_error_presenter_toast (self->presenter, _ ("There is no file manager to ask"));
      return;
    }

  g_dbus_connection_call (
      connection, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
      "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, folder_shown_cb, g_object_ref (self));
}

static void
present_dialog (RefrainWindow *self, GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_by_id_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);

  present_dialog (self,
                  GTK_WIDGET (refrain_open_by_id_dialog_new (self->context, self->presenter)));
}

static void
connect_gateway_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);

  present_dialog (self,
                  GTK_WIDGET (refrain_gateway_dialog_new (self->context, self->presenter, NULL)));
}

static void
preferences_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);

  present_dialog (self, GTK_WIDGET (refrain_preferences_window_new (self->context, self->presenter,
                                                                    self->settings)));
}

/* Private to the window: what can be done with songs and tasks. */
void
refrain_window_install_song_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.play-clip", "x", play_clip_cb);
  gtk_widget_class_install_action (widget_class, "win.play-video", "x", play_video_cb);
  gtk_widget_class_install_action (widget_class, "win.play-pause", NULL, play_pause_cb);
  gtk_widget_class_install_action (widget_class, "win.rest", NULL, rest_cb);
  gtk_widget_class_install_action (widget_class, "win.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "win.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "win.seek", "x", seek_cb);
  gtk_widget_class_install_action (widget_class, "win.save-clip", "(xu)", save_clip_cb);
  gtk_widget_class_install_action (widget_class, "win.fetch-task", "x", fetch_task_cb);
  gtk_widget_class_install_action (widget_class, "win.show-raw", "x", show_raw_cb);
  gtk_widget_class_install_action (widget_class, "win.copy", "s", copy_cb);
  gtk_widget_class_install_action (widget_class, "win.verdict", "(xs)", verdict_cb);
  gtk_widget_class_install_action (widget_class, "win.show-folder", "s", show_folder_cb);
  gtk_widget_class_install_action (widget_class, "win.open-by-id", NULL, open_by_id_cb);
  gtk_widget_class_install_action (widget_class, "win.connect-gateway", NULL, connect_gateway_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
}
