/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-playback-address.h"

#include "refrain-library-error.h"

#include <glib/gi18n-lib.h>

static char *
find_saved (RefrainClip *clip, RefrainFileKind kind)
{
  const RefrainSavedFile *file = refrain_clip_find_file (clip, kind);

  if (file == NULL || file->health != REFRAIN_FILE_PROVEN
      || !g_file_test (file->path, G_FILE_TEST_IS_REGULAR))
    return NULL;

  return g_filename_to_uri (file->path, NULL, NULL);
}

/**
 * refrain_playback_choose_address:
 * @clip: a clip that is loaded
 * @video: whether its video is wanted, not its audio
 * @on_stream: (out): whether the address serves a song that is still being made
 * @error: return location for a %REFRAIN_LIBRARY_ERROR that says why there is none
 *
 * A saved file is preferred to an address, and a final address to a stream.
 *
 * Returns: (transfer full) (nullable): from where the clip is best heard or seen
 */
char *
refrain_playback_choose_address (RefrainClip *clip,
                                 gboolean video,
                                 gboolean *on_stream,
                                 GError **error)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);
  char *saved = find_saved (clip, video ? REFRAIN_FILE_VIDEO : REFRAIN_FILE_AUDIO);

  *on_stream = FALSE;
  if (saved != NULL)
    return saved;
  if (video && facts->video_url != NULL)
    return g_strdup (facts->video_url);
  if (!video && facts->audio_url != NULL)
    return g_strdup (facts->audio_url);
  if (!video && facts->stream_url != NULL)
    {
      *on_stream = TRUE;
      return g_strdup (facts->stream_url);
    }

  if (facts->state == REFRAIN_CLIP_STATE_ERROR)
    g_set_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NO_FILE,
                 _ ("This song failed: %s"),
                 facts->error_message != NULL ? facts->error_message : _ ("no reason was given"));
  else if (!refrain_clip_state_is_terminal (facts->state))
    g_set_error_literal (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_READY,
                         _ ("This song is still being made. It plays as soon as it can be heard."));
  else
    g_set_error_literal (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NO_FILE,
                         video
                             ? _ ("The gateway offers no video of this song.")
                             : _ ("This song is complete, but the gateway offers no file of it."));
  return NULL;
}
