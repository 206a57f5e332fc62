/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-lyrics.h"

#include <string.h>

/* The brackets that labels are written in: of ASCII, and two of Chinese and Japanese. */
static const struct
{
  const char *open;
  const char *close;
} brackets[] = { { "[", "]" }, { "【", "】" }, { "［", "］" } };

static void
section_free (gpointer data)
{
  RefrainLyricsSection *section = data;

  g_free (section->label);
  g_free (section->text);
  g_free (section);
}

/* Reads one label at the start of @line; returns what follows it, or %NULL when there is none. */
static const char *
take_label (const char *line, char **label)
{
  for (gsize i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      const char *inner;
      const char *end;

      if (!g_str_has_prefix (line, brackets[i].open))
        continue;
      inner = line + strlen (brackets[i].open);
      end = strstr (inner, brackets[i].close);
      if (end == NULL)
        return NULL;
      *label = g_strstrip (g_strndup (inner, (gsize) (end - inner)));
      return end + strlen (brackets[i].close);
    }

  return NULL;
}

/* The label that a line is, or %NULL when anything else stands in it. */
static char *
parse_label (const char *line)
{
  g_autoptr (GString) all = g_string_new (NULL);

  while (*line != '\0')
    {
      g_autofree char *label = NULL;

      line = take_label (line, &label);
      if (line == NULL)
        return NULL;
      if (*label != '\0')
        g_string_append_printf (all, "%s%s", all->len > 0 ? " · " : "", label);
      while (g_ascii_isspace (*line))
        line++;
    }

  return all->len > 0 ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

static void
close_section (GPtrArray *sections, char *label, GString *text)
{
  RefrainLyricsSection *section;

  while (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);
  if (label == NULL && text->len == 0)
    return;

  section = g_new0 (RefrainLyricsSection, 1);
  section->label = label;
  section->text = text->len > 0 ? g_strdup (text->str) : NULL;
  g_ptr_array_add (sections, section);
}

/**
 * refrain_lyrics_split:
 * @lyrics: (nullable): the words of a song
 *
 * Splits lyrics at the lines that are labels, such as "[Chorus]". A bracket with words beside it
 * belongs to the words. Lines end in a line feed, whatever they ended in, and several empty lines
 * become one.
 *
 * Returns: (transfer full) (element-type RefrainLyricsSection): the parts, in order
 */
GPtrArray *
refrain_lyrics_split (const char *lyrics)
{
  GPtrArray *sections = g_ptr_array_new_with_free_func (section_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  char *label = NULL;

  /* The limit of -1 takes every line; "\r" alone ends no line anywhere today. */
  lines = g_strsplit (lyrics != NULL ? lyrics : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *found = parse_label (g_strstrip (lines[i]));

      if (found != NULL)
        {
          close_section (sections, label, text);
          g_string_truncate (text, 0);
          label = found;
        }
      else if (*lines[i] != '\0')
        g_string_append_printf (text, "%s\n", lines[i]);
      else if (text->len > 0 && !g_str_has_suffix (text->str, "\n\n"))
        g_string_append_c (text, '\n');
    }
  close_section (sections, label, text);

  return sections;
}
