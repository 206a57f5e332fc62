/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-request.h"

#include "refrain-cli-error.h"
#include "refrain-cli-load.h"
#include "refrain-cli-source.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* A request as the command line has it. */

/* Far more than any song has words. */
#define MAX_LYRICS (256 * 1024)

static char *
read_input (GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) != 0 && text->len <= MAX_LYRICS)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO,
                               _ ("Standard input cannot be read."));
          return NULL;
        }
      g_string_append_len (text, buffer, n);
    }

  return g_strndup (text->str, text->len);
}

/* The key, when it comes on standard input as well, is the line before. */
static char *
read_lyrics (const char *file, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (g_str_equal (file, "-"))
    text = read_input (error);
  else
    g_file_get_contents (file, &text, NULL, error);
  if (text == NULL)
    return NULL;

  length = strlen (text);
  if (length > MAX_LYRICS)
    refrain_cli_set_usage (error, "%s", _ ("The lyrics are too long for any song."));
  else if (!g_utf8_validate (text, -1, NULL))
    refrain_cli_set_usage (error, "%s", _ ("The lyrics are no readable text in UTF-8."));
  else
    return g_strdup (g_strstrip (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text));

  return NULL;
}

/* The song to go on from, and the task that made it. */
static gboolean
set_parent (RefrainCliSession *session,
            RefrainRequest *request,
            const RefrainCliOptions *options,
            char **gateway,
            GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) clips = NULL;
  g_autofree char *wanted = NULL;
  const RefrainClipRecord *clip;
  GError *own_error = NULL;
  gint64 row = 0;

  wanted = refrain_cli_source_find_name (session, options, &own_error);
  if (own_error == NULL)
    row = refrain_cli_load_find_clip (session, options->extend, wanted, &own_error);
  if (own_error == NULL)
    {
      g_array_append_val (rows, row);
      clips = refrain_cli_load_clips (session, rows, &own_error);
    }
  if (own_error != NULL || clips->len == 0)
    {
      g_propagate_error (error, own_error);
      return FALSE;
    }

  clip = g_ptr_array_index (clips, 0);
  refrain_request_set (&request->extend_clip_id, clip->facts->id);
  refrain_request_set (&request->extend_task_id, clip->facts->task_id);
  request->extend_at = options->at;
  *gateway = g_strdup (clip->gateway);
  return TRUE;
}

/* Says what is missing as the command line calls it. */
static gboolean
check (const RefrainRequest *request, GError **error)
{
  switch (refrain_request_find_flaw (request))
    {
    case REFRAIN_REQUEST_NO_DESCRIPTION:
      refrain_cli_set_usage (error, "%s", _ ("The request does not say what the song is about."));
      return FALSE;
    case REFRAIN_REQUEST_NO_LYRICS:
      refrain_cli_set_usage (error, "%s",
                             _ ("The lyrics are empty. For a song without words use "
                                "--instrumental and --style."));
      return FALSE;
    case REFRAIN_REQUEST_NO_STYLE:
      refrain_cli_set_usage (error, "%s", _ ("An instrumental song needs --style."));
      return FALSE;
    case REFRAIN_REQUEST_NO_PARENT:
      refrain_cli_set_usage (error, "%s", _ ("--at needs --extend CLIP."));
      return FALSE;
    case REFRAIN_REQUEST_FINE:
    default:
      return TRUE;
    }
}

static RefrainRequest *
build_lyrics_request (const RefrainCliOptions *options, GError **error)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_LYRICS);

  if (!g_utf8_validate (options->arguments[0], -1, NULL))
    {
      refrain_cli_set_usage (error, "%s", _ ("The text is not in UTF-8."));
      return NULL;
    }

  refrain_request_set (&request->description, options->arguments[0]);
  return check (request, error) ? g_steal_pointer (&request) : NULL;
}

/**
 * refrain_cli_request_build:
 * @session: a session
 * @options: the command line of submit or lyrics
 * @gateway: (out) (transfer full) (nullable): the gateway that has the song to go on from
 * @error: return location for an error
 *
 * Puts together what is asked for. Reads files and the library; nothing is written or sent.
 *
 * Returns: (transfer full) (nullable): a request without a flaw
 */
RefrainRequest *
refrain_cli_request_build (RefrainCliSession *session,
                           const RefrainCliOptions *options,
                           char **gateway,
                           GError **error)
{
  RefrainRequestMode mode = options->describe != NULL ? REFRAIN_REQUEST_DESCRIBE
                                                      : REFRAIN_REQUEST_CUSTOM;
  g_autoptr (RefrainRequest) request = NULL;

  *gateway = NULL;
  if (options->verb == REFRAIN_CLI_LYRICS)
    return build_lyrics_request (options, error);

  request = refrain_request_new (mode);
  if (options->lyrics_file != NULL)
    {
      g_autofree char *lyrics = read_lyrics (options->lyrics_file, error);

      if (lyrics == NULL)
        return NULL;
      refrain_request_set (&request->lyrics, lyrics);
    }
  refrain_request_set (&request->description, options->describe);
  refrain_request_set (&request->title, options->title);
  refrain_request_set (&request->style, options->style);
  refrain_request_set (&request->negative_style, options->negative_style);
  refrain_request_set (&request->model, options->model);
  request->instrumental = options->instrumental;
  if (options->extend != NULL && !set_parent (session, request, options, gateway, error))
    return NULL;

  return check (request, error) ? g_steal_pointer (&request) : NULL;
}
