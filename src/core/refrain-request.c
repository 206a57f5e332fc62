/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-request.h"

G_DEFINE_BOXED_TYPE (RefrainRequest, refrain_request, refrain_request_copy, refrain_request_free)

#define SUMMARY_CHARACTERS 80

static const char *const mode_names[] = { "describe", "custom", "lyrics" };

static gboolean
is_blank (const char *text)
{
  while (text != NULL && g_ascii_isspace (*text))
    text++;

  return text == NULL || *text == '\0';
}

static gboolean
texts_equal (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* The first words of a text, on one line. */
static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdup (text);

  g_strstrip (g_strdelimit (line, "\r\n\t", ' '));
  if (g_utf8_strlen (line, -1) <= SUMMARY_CHARACTERS)
    return g_steal_pointer (&line);

  *g_utf8_offset_to_pointer (line, SUMMARY_CHARACTERS - 1) = '\0';
  return g_strconcat (g_strchomp (line), "…", NULL);
}

/**
 * refrain_request_new:
 * @mode: what it asks for
 *
 * Returns: (transfer full): a request that says nothing yet
 */
RefrainRequest *
refrain_request_new (RefrainRequestMode mode)
{
  RefrainRequest *request = g_new0 (RefrainRequest, 1);

  request->mode = mode;
  request->extend_at = REFRAIN_EXTEND_AT_END;
  return request;
}

/**
 * refrain_request_new_from_clip:
 * @clip: a clip whose own request is not known
 *
 * Guesses the request from what the clip is: a described song is described again, any other one is
 * asked for with its own lyrics, title and style.
 *
 * Returns: (transfer full): a request that would make a song like it
 */
RefrainRequest *
refrain_request_new_from_clip (const RefrainClipFacts *clip)
{
  gboolean described = !is_blank (clip->description);
  RefrainRequest *request = refrain_request_new (described ? REFRAIN_REQUEST_DESCRIBE
                                                           : REFRAIN_REQUEST_CUSTOM);

  request->model = g_strdup (clip->model);
  request->instrumental = clip->instrumental;
  refrain_request_set (&request->description, clip->description);
  if (!described)
    {
      refrain_request_set (&request->lyrics, clip->lyrics);
      refrain_request_set (&request->title, clip->title);
      refrain_request_set (&request->style, clip->style);
    }
  return request;
}

/**
 * refrain_request_copy:
 * @request: a request
 *
 * Returns: (transfer full): an independent copy
 */
RefrainRequest *
refrain_request_copy (const RefrainRequest *request)
{
  RefrainRequest *copy = refrain_request_new (request->mode);

  *copy = *request;
  copy->description = g_strdup (request->description);
  copy->lyrics = g_strdup (request->lyrics);
  copy->title = g_strdup (request->title);
  copy->style = g_strdup (request->style);
  copy->negative_style = g_strdup (request->negative_style);
  copy->model = g_strdup (request->model);
  copy->operation = g_strdup (request->operation);
  copy->extend_clip_id = g_strdup (request->extend_clip_id);
  copy->extend_task_id = g_strdup (request->extend_task_id);
  copy->extra = g_strdup (request->extra);
  return copy;
}

/**
 * refrain_request_free:
 * @request: (transfer full) (nullable): a request
 */
void
refrain_request_free (RefrainRequest *request)
{
  if (request == NULL)
    return;

  g_free (request->description);
  g_free (request->lyrics);
  g_free (request->title);
  g_free (request->style);
  g_free (request->negative_style);
  g_free (request->model);
  g_free (request->operation);
  g_free (request->extend_clip_id);
  g_free (request->extend_task_id);
  g_free (request->extra);
  g_free (request);
}

/**
 * refrain_request_set:
 * @member: a member of a request
 * @text: (nullable): what it shall be; empty is nothing
 */
void
refrain_request_set (char **member, const char *text)
{
  char *copy = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  g_free (*member);
  *member = copy;
}

/**
 * refrain_request_equal:
 * @a: a request
 * @b: another one
 *
 * Returns: whether both ask for the same
 */
gboolean
refrain_request_equal (const RefrainRequest *a, const RefrainRequest *b)
{
  return a->mode == b->mode && texts_equal (a->description, b->description)
         && texts_equal (a->lyrics, b->lyrics) && texts_equal (a->title, b->title)
         && texts_equal (a->style, b->style) && texts_equal (a->negative_style, b->negative_style)
         && texts_equal (a->model, b->model) && texts_equal (a->operation, b->operation)
         && texts_equal (a->extend_clip_id, b->extend_clip_id)
         && texts_equal (a->extend_task_id, b->extend_task_id) && texts_equal (a->extra, b->extra)
         && ABS (a->extend_at - b->extend_at) < 0.0005 && !a->instrumental == !b->instrumental;
}

/**
 * refrain_request_find_flaw:
 * @request: a request
 *
 * Returns: the first thing that is missing, in the order of the form
 */
RefrainRequestFlaw
refrain_request_find_flaw (const RefrainRequest *request)
{
  if (request->mode != REFRAIN_REQUEST_CUSTOM)
    return is_blank (request->description) ? REFRAIN_REQUEST_NO_DESCRIPTION : REFRAIN_REQUEST_FINE;
  if (request->instrumental && is_blank (request->style))
    return REFRAIN_REQUEST_NO_STYLE;
  if (!request->instrumental && is_blank (request->lyrics))
    return REFRAIN_REQUEST_NO_LYRICS;
  if (request->extend_at >= 0 && is_blank (request->extend_clip_id))
    return REFRAIN_REQUEST_NO_PARENT;

  return REFRAIN_REQUEST_FINE;
}

/**
 * refrain_request_dup_summary:
 * @request: a request
 *
 * Returns: (transfer full) (nullable): its first words on one line, for a list; %NULL when it says
 *   nothing
 */
char *
refrain_request_dup_summary (const RefrainRequest *request)
{
  const char *const candidates[] = { request->title, request->description, request->lyrics,
                                     request->style };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      if (!is_blank (candidates[i]))
        return shorten (candidates[i]);
    }

  return NULL;
}

/* The texts of a request and their names in a draft. */
typedef struct
{
  const char *name;
  gsize offset;
} TextMember;

static const TextMember text_members[] = {
  { "description", G_STRUCT_OFFSET (RefrainRequest, description) },
  { "lyrics", G_STRUCT_OFFSET (RefrainRequest, lyrics) },
  { "title", G_STRUCT_OFFSET (RefrainRequest, title) },
  { "style", G_STRUCT_OFFSET (RefrainRequest, style) },
  { "negative-style", G_STRUCT_OFFSET (RefrainRequest, negative_style) },
  { "model", G_STRUCT_OFFSET (RefrainRequest, model) },
  { "operation", G_STRUCT_OFFSET (RefrainRequest, operation) },
  { "extend-clip-id", G_STRUCT_OFFSET (RefrainRequest, extend_clip_id) },
  { "extend-task-id", G_STRUCT_OFFSET (RefrainRequest, extend_task_id) },
  { "extra", G_STRUCT_OFFSET (RefrainRequest, extra) },
};

/**
 * refrain_request_to_variant:
 * @request: a request
 *
 * Unlike what a gateway is sent, this has every member, those of the other mode as well: a form
 * with all that stands in it.
 *
 * Returns: (transfer floating): a dictionary, "a{sv}"
 */
GVariant *
refrain_request_to_variant (const RefrainRequest *request)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "mode", "s", refrain_request_mode_to_string (request->mode));
  for (guint i = 0; i < G_N_ELEMENTS (text_members); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, request, text_members[i].offset);

      if (text != NULL && *text != '\0')
        g_variant_dict_insert (&dict, text_members[i].name, "s", text);
    }
  g_variant_dict_insert (&dict, "extend-at", "d", request->extend_at);
  g_variant_dict_insert (&dict, "instrumental", "b", !!request->instrumental);
  return g_variant_dict_end (&dict);
}

/**
 * refrain_request_new_from_variant:
 * @variant: a dictionary made by refrain_request_to_variant(), of this version or another
 *
 * Returns: (transfer full): the request
 */
RefrainRequest *
refrain_request_new_from_variant (GVariant *variant)
{
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  GVariantDict dict;
  const char *mode = NULL;

  g_variant_dict_init (&dict, variant);
  g_variant_dict_lookup (&dict, "mode", "&s", &mode);
  request->mode = refrain_request_mode_from_string (mode);
  for (guint i = 0; i < G_N_ELEMENTS (text_members); i++)
    g_variant_dict_lookup (&dict, text_members[i].name, "s",
                           G_STRUCT_MEMBER_P (request, text_members[i].offset));
  g_variant_dict_lookup (&dict, "extend-at", "d", &request->extend_at);
  g_variant_dict_lookup (&dict, "instrumental", "b", &request->instrumental);
  g_variant_dict_clear (&dict);
  return request;
}

/**
 * refrain_request_mode_to_string:
 * @mode: a mode
 *
 * Returns: (transfer none): the mode's name in files
 */
const char *
refrain_request_mode_to_string (RefrainRequestMode mode)
{
  return mode_names[mode];
}

/**
 * refrain_request_mode_from_string:
 * @name: (nullable): a name made by refrain_request_mode_to_string()
 *
 * Returns: the mode, %REFRAIN_REQUEST_DESCRIBE for any other name
 */
RefrainRequestMode
refrain_request_mode_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (mode_names); i++)
    {
      if (g_strcmp0 (mode_names[i], name) == 0)
        return (RefrainRequestMode) i;
    }

  return REFRAIN_REQUEST_DESCRIBE;
}
