/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-mpris-private.h"

#define NO_TRACK "/org/mpris/MediaPlayer2/TrackList/NoTrack"
#define TRACK_PREFIX "/io/github/refrain_music/Refrain/track/"

/**
 * refrain_mpris_track_path:
 * @track: (nullable): a track
 *
 * Object paths know letters, digits and the underscore: any other byte of the id is written as an
 * underscore and two hexadecimal digits, and so is the underscore.
 *
 * Returns: (transfer full): an object path that stands for the track
 */
char *
refrain_mpris_track_path (RefrainTrack *track)
{
  if (track == NULL)
    return g_strdup (NO_TRACK);

  const char *id = refrain_track_get_info (track)->id;
  GString *path = g_string_new (TRACK_PREFIX);
  if (*id == '\0')
    g_string_append_c (path, '_');
  for (const char *p = id; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (path, *p);
    else
      g_string_append_printf (path, "_%02x", (guint8) *p);
  return g_string_free (path, FALSE);
}

static void
add_string (GVariantDict *dict, const char *key, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  /* The bus ends the connection over a byte that is not UTF-8. */
  g_variant_dict_insert_value (dict, key, g_variant_new_take_string (g_utf8_make_valid (text, -1)));
}

static void
add_list (GVariantDict *dict, const char *key, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *const list[] = { valid, NULL };
  g_variant_dict_insert_value (dict, key, g_variant_new_strv (list, -1));
}

static void
add_art (GVariantDict *dict, const char *path)
{
  if (path == NULL || !g_path_is_absolute (path))
    return;
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  add_string (dict, "mpris:artUrl", uri);
}

/**
 * refrain_mpris_metadata:
 * @track: (nullable): what plays
 * @duration_us: its length as the player knows it, or -1
 *
 * There is no address in it: it may hold secrets, and every program of the session can read this.
 *
 * Returns: (transfer floating): the value of the property Metadata
 */
GVariant *
refrain_mpris_metadata (RefrainTrack *track, gint64 duration_us)
{
  GVariantDict dict;
  g_autofree char *path = refrain_mpris_track_path (track);

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "mpris:trackid", "o", path);
  if (track == NULL)
    return g_variant_dict_end (&dict);

  const RefrainTrackInfo *info = refrain_track_get_info (track);
  gint64 length_us = duration_us > 0 ? duration_us : info->length_us;
  if (length_us > 0)
    g_variant_dict_insert (&dict, "mpris:length", "x", length_us);
  add_art (&dict, info->art_path);
  add_string (&dict, "xesam:title", info->title);
  add_string (&dict, "xesam:album", info->album);
  add_string (&dict, "xesam:asText", info->lyrics);
  add_list (&dict, "xesam:artist", info->artist);
  add_list (&dict, "xesam:genre", info->style);
  return g_variant_dict_end (&dict);
}
