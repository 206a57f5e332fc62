/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-player-sink.h"

#include <string.h>

static gboolean
has_sound_card (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/dev/snd", 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "pcm") && g_str_has_suffix (name, "p"))
      return TRUE;
  return FALSE;
}

static gboolean
has_sound_server (void)
{
  static const char *const sockets[] = { "pulse/native", "pipewire-0" };
  const char *address = g_getenv ("PULSE_SERVER");

  if (address != NULL && *address != '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (sockets); i++)
    {
      g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), sockets[i], NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

static GstElement *
new_silence (void)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  if (sink != NULL)
    g_object_set (sink, "sync", TRUE, NULL);
  return sink;
}

/**
 * refrain_player_sink_new:
 * @description: (nullable): a sink as gst-launch describes it, or %NULL for the system's
 * @silent: (out): whether there is nothing to hear with
 *
 * Where there is neither a sound server nor a card, the automatic sink would try every driver, and
 * their libraries complain on stderr. So it is asked only when there is something to find.
 *
 * Returns: (transfer floating) (nullable): a sink; a silent one that keeps time when there is no
 *   other
 */
GstElement *
refrain_player_sink_new (const char *description, gboolean *silent)
{
  GstElement *sink = NULL;

  *silent = FALSE;
  if (description != NULL)
    sink = gst_parse_bin_from_description (description, TRUE, NULL);
  else if (has_sound_server () || has_sound_card ())
    sink = gst_element_factory_make ("autoaudiosink", NULL);
  if (sink != NULL)
    return sink;
  *silent = TRUE;
  return new_silence ();
}
