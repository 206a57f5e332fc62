/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Brings tasks into every state, on a gateway that fails on purpose, and takes pictures of the
 * list of tasks, of the questions about them and of the preferences; narrow and wide, light and
 * dark.
 *
 * Usage: tour-tasks DATA-DIR PICTURE-DIR */

#include "config.h"

#include "refrain-background.h"
#include "refrain-demo-gateway.h"
#include "refrain-window.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define PATIENCE_SECONDS 60
/* Long enough for a transition to end, whatever the frame rate. */
#define SETTLE_MILLISECONDS 500
#define SUBMIT "POST /suno/submit/music"

typedef struct
{
  AdwApplication *application;
  RefrainContext *context;
  RefrainBackground *background;
  RefrainDemoGateway *demo;
  RefrainWindow *window;
  GSettings *settings;
  RefrainTask *task; /* that was submitted last */
  const char *picture_dir;
} Tour;

static gboolean
set_true_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, set_true_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
take_picture_of (Tour *tour, GtkWidget *widget, const char *name)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = g_strdup_printf ("%s/%s.png", tour->picture_dir, name);
  int width;
  int height;

  settle (SETTLE_MILLISECONDS);
  width = gtk_widget_get_width (widget);
  height = gtk_widget_get_height (widget);
  for (guint i = 0; i < 50 && node == NULL; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gtk_widget_queue_draw (widget);
      settle (100);
      gdk_paintable_snapshot (paintable, snapshot, width, height);
      node = gtk_snapshot_free_to_node (snapshot);
    }
  if (node == NULL)
    {
      fprintf (stderr, "tour-tasks: nothing to see for %s\n", name);
      exit (1);
    }

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_save_to_png (texture, path);
  printf ("%s.png  %d × %d\n", name, width, height);
}

static void
resize (Tour *tour, int width, int height)
{
  /* Again and again: sidebar and columns give their room away only once there is too little. */
  for (guint i = 0; i < 3; i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (tour->window), width, height);
      settle (SETTLE_MILLISECONDS / 2);
    }
}

static void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static void
take_all_sizes (Tour *tour, const char *name)
{
  static const int widths[] = { 360, 800, 1400 };

  for (guint dark = 0; dark < 2; dark++)
    {
      set_dark (dark != 0);
      for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
        {
          g_autofree char *full = g_strdup_printf ("%s-%d%s", name, widths[i], dark ? "-dark" : "");

          resize (tour, widths[i], 900);
          take_picture_of (tour, GTK_WIDGET (tour->window), full);
        }
    }
  set_dark (FALSE);
}

static void
source_put_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) user_data = refrain_library_put_source_finish (REFRAIN_LIBRARY (object), result,
                                                               &error);
  if (error != NULL)
    g_error ("%s", error->message);
}

static RefrainSource *
add_source (Tour *tour, const char *name, const char *address, const char *family)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (0, name, address, family,
                                                                        FALSE);
  gpointer source = NULL;

  refrain_library_put_source_async (refrain_context_get_library (tour->context), record, NULL, NULL,
                                    source_put_cb, &source);
  while (source == NULL)
    g_main_context_iteration (NULL, TRUE);
  return source;
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainSubmission) submission = refrain_submitter_submit_finish (
      REFRAIN_SUBMITTER (source), result, &error);

  if (submission != NULL)
    *(gpointer *) user_data = submission->task;
}

static void
begin (Tour *tour, RefrainSource *source, const char *words)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  tour->task = NULL;
  refrain_request_set (&request->description, words);
  refrain_request_set (&request->model, "chirp-crow");
  refrain_submitter_submit_async (refrain_context_get_submitter (tour->context), source, request,
                                  NULL, submitted_cb, &tour->task);
}

static gint64
submit (Tour *tour, RefrainSource *source, const char *words)
{
  begin (tour, source, words);
  while (tour->task == NULL)
    g_main_context_iteration (NULL, TRUE);
  return refrain_task_get_row_id (tour->task);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);

  *(gboolean *) user_data = TRUE;
}

static void
fetch (Tour *tour, RefrainSource *source)
{
  static const char *const ids[] = { "demo-harbour-lights",
                                     "demo-night-train",
                                     "fail-moderation",
                                     "forbidden",
                                     "half",
                                     "streaming",
                                     "lyrics-task",
                                     NULL };
  gboolean done = FALSE;

  refrain_library_fetch_async (refrain_context_get_library (tour->context), source, ids, NULL,
                               fetched_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWindow *
find_dialog (Tour *tour)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    {
      if (link->data != tour->window && gtk_widget_get_visible (link->data)
          && gtk_window_get_transient_for (link->data) == GTK_WINDOW (tour->window))
        return link->data;
    }

  fprintf (stderr, "tour-tasks: no dialog came up\n");
  exit (1);
}

static void
take_dialog (Tour *tour, const char *name)
{
  static const int widths[] = { 360, 800 };
  GtkWindow *dialog = find_dialog (tour);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *light = g_strdup_printf ("%s-%d", name, widths[i]);
      g_autofree char *dark = g_strdup_printf ("%s-%d-dark", name, widths[i]);

      resize (tour, widths[i], 760);
      if (!ADW_IS_MESSAGE_DIALOG (dialog))
        gtk_window_set_default_size (dialog, MIN (widths[i], 640), 640);
      take_picture_of (tour, GTK_WIDGET (dialog), light);
      set_dark (TRUE);
      take_picture_of (tour, GTK_WIDGET (dialog), dark);
      set_dark (FALSE);
    }
  gtk_window_destroy (dialog);
}

/* The page that is shown has the actions. */
static GtkWidget *
find_tasks_page (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = g_str_equal (G_OBJECT_TYPE_NAME (child), "RefrainTasksPage")
                             ? child
                             : find_tasks_page (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
visit_questions (Tour *tour, gint64 maybe, gint64 refused, gint64 unsent)
{
  GtkWidget *page = find_tasks_page (GTK_WIDGET (tour->window));
  const struct
  {
    const char *action;
    gint64 row;
    const char *name;
  } questions[] = {
    { "tasks.submit-again", maybe, "ask-submit-maybe" },
    { "tasks.submit-again", refused, "ask-submit-refused" },
    { "tasks.submit-again", unsent, "ask-submit-unsent" },
    { "tasks.adopt", maybe, "ask-id" },
    { "tasks.dismiss", maybe, "ask-dismiss" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      gtk_widget_activate_action (page, questions[i].action, "x", questions[i].row);
      take_dialog (tour, questions[i].name);
    }
  gtk_widget_activate_action (page, "tasks.select-all", NULL);
  take_all_sizes (tour, "tasks-selecting");
  gtk_widget_activate_action (page, "tasks.unselect", NULL);
  gtk_widget_activate_action (page, "tasks.kind", "s", "lyrics");
  gtk_widget_activate_action (page, "tasks.show", "s", "failed");
  take_all_sizes (tour, "tasks-none");
  gtk_widget_activate_action (page, "tasks.clear-filter", NULL);
}

static void
visit_all (Tour *tour)
{
  const char *address = refrain_demo_gateway_get_address (tour->demo);
  g_autofree char *lists = g_strconcat (address, "/gcui", NULL);
  g_autoptr (RefrainSource) home = add_source (tour, "Home", address, NULL);
  g_autoptr (RefrainSource) off = add_source (tour, "Studio", "http://127.0.0.1:1", "goapi");
  g_autoptr (RefrainSource) list = add_source (tour, "Lists", lists, "gcui");
  RefrainWatcher *watcher = refrain_context_get_watcher (tour->context);
  gint64 maybe;
  gint64 found;
  gint64 refused;
  gint64 unsent;
  gint64 stopped;

  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.show-view", "s", "tasks");
  fetch (tour, home);
  unsent = submit (tour, off, "A quiet song about the first snow");
  refrain_demo_gateway_fail_next (tour->demo, SUBMIT, 1, 403);
  refused = submit (tour, home, "A shanty for two voices and a bell");
  refrain_demo_gateway_fail_next (tour->demo, "POST /gcui/*", 1, 0);
  found = submit (tour, list, "Lanterns on the water");
  refrain_demo_gateway_fail_next (tour->demo, SUBMIT, 1, 0);
  maybe = submit (tour, home, "A waltz that forgets where it began, with a very long description");
  stopped = submit (tour, home, "A march in seven eight");
  refrain_watcher_stop_task (
      watcher, refrain_library_find_task (refrain_context_get_library (tour->context), stopped));
  submit (tour, home, "Rain on a tin roof");
  refrain_demo_gateway_set_latency_ms (tour->demo, 600000);
  begin (tour, home, "A lullaby for a lighthouse");
  settle (1500);
  take_all_sizes (tour, "tasks");
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.open-task", "x", maybe);
  take_all_sizes (tour, "tasks-maybe");
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.open-task", "x", found);
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.open-task", "x", unsent);
  take_all_sizes (tour, "tasks-unsent");
  visit_questions (tour, maybe, refused, unsent);

  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.preferences", NULL);
  take_dialog (tour, "preferences-gateways");
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.preferences", NULL);
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (find_dialog (tour)),
                                                "tasks");
  take_dialog (tour, "preferences-tasks");
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.connect-gateway", NULL);
  take_dialog (tour, "connect-gateway");
  gtk_window_close (GTK_WINDOW (tour->window));
  take_dialog (tour, "ask-background");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = refrain_library_open_finish (REFRAIN_LIBRARY (source), result, NULL);
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  Tour *tour = user_data;
  gboolean opened = FALSE;

  g_application_hold (application);
  tour->window = refrain_window_new (tour->application, tour->context, tour->settings);
  tour->background = refrain_background_new (GTK_APPLICATION (application), tour->context,
                                             tour->settings);
  refrain_background_look_after (tour->background, GTK_WINDOW (tour->window));
  gtk_window_present (GTK_WINDOW (tour->window));
  refrain_window_open_library (tour->window, FALSE);
  refrain_library_open_async (refrain_context_get_library (tour->context), NULL, opened_cb,
                              &opened);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  visit_all (tour);
  g_clear_object (&tour->background);
  gtk_window_destroy (GTK_WINDOW (tour->window));
  g_application_release (application);
}

int
main (int argc, char **argv)
{
  Tour tour = { 0 };
  g_autofree char *cache_dir = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (argc != 3)
    {
      fprintf (stderr, "usage: tour-tasks DATA-DIR PICTURE-DIR\n");
      return 2;
    }

  setlocale (LC_ALL, "");
  g_mkdir_with_parents (argv[2], 0755);
  cache_dir = g_build_filename (argv[1], "cache", NULL);
  tour.picture_dir = argv[2];
  tour.settings = g_settings_new (REFRAIN_APPLICATION_ID);
  tour.demo = refrain_demo_gateway_new (g_getenv ("REFRAIN_DEMO_MEDIA"));
  if (!refrain_demo_gateway_start (tour.demo, 0, &error))
    g_error ("%s", error->message);
  tour.context = refrain_context_new (argv[1], cache_dir, FALSE);
  tour.application = g_object_new (ADW_TYPE_APPLICATION, "application-id", REFRAIN_APPLICATION_ID,
                                   "resource-base-path", "/io/github/refrain_music/Refrain",
                                   "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (tour.application, "activate", G_CALLBACK (activate_cb), &tour);
  status = g_application_run (G_APPLICATION (tour.application), 1, argv);
  refrain_demo_gateway_stop (tour.demo);
  g_object_unref (tour.application);
  g_object_unref (tour.context);
  g_object_unref (tour.demo);
  g_object_unref (tour.settings);
  return status;
}
