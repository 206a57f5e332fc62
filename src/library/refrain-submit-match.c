/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-submit-match.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)

/* Clocks differ, and a gateway may take its time before it names a song. */
#define EARLIEST (2 * MINUTE)
#define LATEST (15 * MINUTE)
/* The takes of one request are made at the same moment. */
#define TOGETHER (20 * SECOND)

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *one = g_strstrip (g_strdup (a != NULL ? a : ""));
  g_autofree char *other = g_strstrip (g_strdup (b != NULL ? b : ""));

  return *one != '\0' && g_str_equal (one, other);
}

static gboolean
fits (const RefrainRequest *request, gint64 sent_at, const RefrainClipFacts *clip)
{
  if (clip->id == NULL || clip->created_at < sent_at - EARLIEST
      || clip->created_at > sent_at + LATEST)
    return FALSE;
  if (request->mode == REFRAIN_REQUEST_DESCRIBE)
    return same_text (request->description, clip->description);
  if (!request->instrumental)
    return same_text (request->lyrics, clip->lyrics);

  return same_text (request->style, clip->style)
         && (request->title == NULL || same_text (request->title, clip->title));
}

/**
 * refrain_submit_match:
 * @request: what was sent
 * @sent_at: UTC milliseconds: when
 * @candidates: (element-type RefrainClipFacts): songs that a gateway has and this library has not
 *
 * Finds the takes of a request among songs whose task nobody knows: those that ask for the same and
 * were made when it was sent. Of several requests that are alike it is the one that is nearest.
 *
 * Returns: (transfer container) (element-type RefrainClipFacts): the takes, none when it is not
 *   among them
 */
GPtrArray *
refrain_submit_match (const RefrainRequest *request, gint64 sent_at, GPtrArray *candidates)
{
  GPtrArray *takes = g_ptr_array_new ();
  const RefrainClipFacts *nearest = NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      const RefrainClipFacts *clip = g_ptr_array_index (candidates, i);

      if (fits (request, sent_at, clip)
          && (nearest == NULL
              || ABS (clip->created_at - sent_at) < ABS (nearest->created_at - sent_at)))
        nearest = clip;
    }
  for (guint i = 0; nearest != NULL && i < candidates->len; i++)
    {
      RefrainClipFacts *clip = g_ptr_array_index (candidates, i);

      if (fits (request, sent_at, clip) && ABS (clip->created_at - nearest->created_at) <= TOGETHER)
        g_ptr_array_add (takes, clip);
    }

  return takes;
}
