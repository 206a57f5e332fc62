/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-magic.h"
#include "refrain-tags.h"

static void
free_extra (gpointer data)
{
  RefrainTagExtra *extra = data;

  g_free (extra->description);
  g_free (extra->value);
  g_free (extra);
}

/**
 * refrain_tags_new:
 *
 * Returns: (transfer full): tags which say nothing yet
 */
RefrainTags *
refrain_tags_new (void)
{
  RefrainTags *tags = g_new0 (RefrainTags, 1);

  tags->extras = g_ptr_array_new_with_free_func (free_extra);
  return tags;
}

/**
 * refrain_tags_free:
 * @tags: (transfer full): the tags to free
 */
void
refrain_tags_free (RefrainTags *tags)
{
  g_free (tags->title);
  g_free (tags->artist);
  g_free (tags->album);
  g_free (tags->genre);
  g_free (tags->comment);
  g_free (tags->lyrics);
  g_free (tags->lyrics_language);
  g_free (tags->date);
  g_free (tags->encoder);
  g_free (tags->source_url);
  g_clear_pointer (&tags->cover, g_bytes_unref);
  g_free (tags->cover_type);
  g_ptr_array_unref (tags->extras);
  g_free (tags);
}

/**
 * refrain_tags_add_extra:
 * @tags: the tags
 * @description: what @value is; one which is there already is replaced
 * @value: (nullable): the value; %NULL or empty adds nothing
 */
void
refrain_tags_add_extra (RefrainTags *tags, const char *description, const char *value)
{
  RefrainTagExtra *extra;

  g_return_if_fail (description != NULL && *description != '\0');

  if (value == NULL || *value == '\0')
    return;
  for (guint i = 0; i < tags->extras->len; i++)
    {
      extra = g_ptr_array_index (tags->extras, i);
      if (g_ascii_strcasecmp (extra->description, description) == 0)
        {
          g_free (extra->value);
          extra->value = g_strdup (value);
          return;
        }
    }

  extra = g_new0 (RefrainTagExtra, 1);
  extra->description = g_strdup (description);
  extra->value = g_strdup (value);
  g_ptr_array_add (tags->extras, extra);
}

/**
 * refrain_tags_get_extra:
 * @tags: the tags
 * @description: what is asked for, in any case
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
refrain_tags_get_extra (const RefrainTags *tags, const char *description)
{
  for (guint i = 0; i < tags->extras->len; i++)
    {
      RefrainTagExtra *extra = g_ptr_array_index (tags->extras, i);

      if (g_ascii_strcasecmp (extra->description, description) == 0)
        return extra->value;
    }
  return NULL;
}

/**
 * refrain_tags_get_cover_type:
 * @tags: the tags
 *
 * Returns: (transfer none) (nullable): the content type of the cover; by its bytes when they are
 *   known, as servers like to be wrong about it; %NULL without a cover
 */
const char *
refrain_tags_get_cover_type (const RefrainTags *tags)
{
  RefrainMediaFormat format;
  const guint8 *bytes;
  gsize n = 0;

  if (tags->cover == NULL)
    return NULL;
  bytes = g_bytes_get_data (tags->cover, &n);
  if (n == 0)
    return NULL;
  format = refrain_magic_sniff (bytes, n);
  if (refrain_media_format_is_image (format))
    return refrain_media_format_get_content_type (format);
  return tags->cover_type != NULL ? tags->cover_type : "image/jpeg";
}
