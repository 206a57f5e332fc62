/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An empty libadwaita window, linked with nothing else: what bench-startup measures against.
 *
 * Usage: empty-window STARTED    (monotonic microseconds, from before the process was made) */

#include <adwaita.h>
#include <stdio.h>

static gint64 started;

static void
painted_cb (GdkFrameClock *clock, gpointer application)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, application);
  printf ("%.1f\n", (double) (g_get_monotonic_time () - started) / 1000);
  g_application_quit (application);
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_default_size (GTK_WINDOW (window), 1120, 760);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    application);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (
      "io.github.refrain_music.EmptyWindow", G_APPLICATION_NON_UNIQUE);

  started = argc == 2 ? g_ascii_strtoll (argv[1], NULL, 10) : g_get_monotonic_time ();
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
