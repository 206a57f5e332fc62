/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the window takes until its first rows are painted, beside an empty libadwaita window,
 * and how much it works while nothing happens.
 *
 * Usage: tests/ui/run-headless _build/tests/bench/bench-startup [ROUNDS]
 * The program runs itself: each round is a process of its own, the kinds take turns. */

#include "config.h"

#include "refrain-application.h"
#include "refrain-context.h"
#include "refrain-demo-session.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define IDLE_SECONDS 10
#define DEFAULT_ROUNDS 9

typedef struct
{
  AdwApplication *application;
  gint64 started; /* monotonic microseconds, from before the process was made */
  gboolean idle;
  double cpu_before;
} Run;

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static long
get_resident_kib (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*s %ld", &pages);
  return pages * 4;
}

static gboolean
idle_over_cb (gpointer user_data)
{
  Run *run = user_data;

  printf ("%.3f\n", (get_cpu_seconds () - run->cpu_before) * 100 / IDLE_SECONDS);
  g_application_quit (G_APPLICATION (run->application));
  return G_SOURCE_REMOVE;
}

static gboolean
settled_cb (gpointer user_data)
{
  Run *run = user_data;

  run->cpu_before = get_cpu_seconds ();
  g_timeout_add_seconds (IDLE_SECONDS, idle_over_cb, run);
  return G_SOURCE_REMOVE;
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Whether cards with their songs are on show. */
static gboolean
has_rows (GtkWidget *window)
{
  GtkWidget *grid = find_child (window, GTK_TYPE_GRID_VIEW);
  GtkSelectionModel *model = grid != NULL ? gtk_grid_view_get_model (GTK_GRID_VIEW (grid)) : NULL;
  g_autoptr (RefrainClip) clip = NULL;

  if (model == NULL || !gtk_widget_get_mapped (grid))
    return FALSE;

  clip = g_list_model_get_item (G_LIST_MODEL (model), 0);
  return clip != NULL && refrain_clip_is_loaded (clip);
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;
  GtkWidget *window = GTK_WIDGET (
      gtk_application_get_active_window (GTK_APPLICATION (run->application)));

  if (window == NULL || !has_rows (window))
    {
      gtk_widget_queue_draw (window);
      return;
    }

  g_signal_handlers_disconnect_by_func (clock, painted_cb, run);
  if (run->idle)
    {
      g_timeout_add_seconds (5, settled_cb, run);
      return;
    }

  printf ("%.1f %ld\n", (double) (g_get_monotonic_time () - run->started) / 1000,
          get_resident_kib ());
  g_application_quit (G_APPLICATION (run->application));
}

static void
realize_cb (GtkWidget *window, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    user_data);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), user_data);
}

/* The program itself, with an eye on its window. */
static int
run_child (const char *kind, const char *data_dir, const char *started)
{
  Run run = { 0 };
  char *arguments[] = { (char *) "refrain", (char *) "--data-dir", (char *) data_dir, NULL };

  run.started = g_ascii_strtoll (started, NULL, 10);
  run.idle = g_str_equal (kind, "idle");
  run.application = ADW_APPLICATION (refrain_application_new ());
  g_signal_connect (run.application, "window-added", G_CALLBACK (window_added_cb), &run);
  return g_application_run (G_APPLICATION (run.application), G_N_ELEMENTS (arguments) - 1,
                            arguments);
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!refrain_demo_session_start_finish (REFRAIN_DEMO_SESSION (source), result, &error))
    g_error ("%s", error->message);
  g_main_loop_quit (user_data);
}

/* Fills a library with the demo songs; the gateway is gone when it is measured. */
static void
fill_library (const char *data_dir)
{
  g_autoptr (RefrainContext) context = refrain_context_new (data_dir, data_dir, FALSE);
  g_autoptr (RefrainDemoSession) session = refrain_demo_session_new (
      refrain_context_get_library (context));
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  refrain_demo_session_start_async (session, NULL, demo_started_cb, loop);
  g_main_loop_run (loop);
}

static double
run_once (const char *program, const char *kind, const char *data_dir, long *resident)
{
  g_autofree char *started = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *empty_window = g_build_filename (folder, "empty-window", NULL);
  const char *empty_argv[] = { empty_window, started, NULL };
  const char *library_argv[] = { program, "--child", kind, data_dir, started, NULL };
  const char **argv = g_str_equal (kind, "empty") ? empty_argv : library_argv;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  double value = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output,
                     NULL, NULL, &error))
    g_error ("%s", error->message);
  *resident = 0;
  sscanf (output, "%lf %ld", &value, resident);
  return value;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
get_median (GArray *values)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

int
main (int argc, char **argv)
{
  g_autofree char *data_dir = NULL;
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) library = g_array_new (FALSE, FALSE, sizeof (double));
  int rounds = argc == 2 ? atoi (argv[1]) : DEFAULT_ROUNDS;
  long empty_kib = 0;
  long library_kib = 0;
  double idle;

  if (argc == 5 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], argv[3], argv[4]);

  data_dir = g_dir_make_tmp ("refrain-bench-XXXXXX", NULL);
  fill_library (data_dir);
  for (int i = 0; i < rounds + 2; i++)
    {
      double value = run_once (argv[0], "empty", data_dir, &empty_kib);
      double other = run_once (argv[0], "library", data_dir, &library_kib);

      /* The first two rounds fill the caches. */
      if (i < 2)
        continue;
      g_array_append_val (empty, value);
      g_array_append_val (library, other);
    }
  idle = run_once (argv[0], "idle", data_dir, &empty_kib);

  printf ("empty libadwaita window, first paint      %6.0f ms (median of %d)\n", get_median (empty),
          rounds);
  printf ("Refrain, first painted rows               %6.0f ms (median of %d)\n",
          get_median (library), rounds);
  printf ("ratio                                     %6.2f\n",
          get_median (library) / get_median (empty));
  printf ("resident memory with the rows on show     %6.0f MiB\n", (double) library_kib / 1024);
  printf ("processor while nothing happens, %2d s     %6.2f %%\n", IDLE_SECONDS, idle);
  return 0;
}
