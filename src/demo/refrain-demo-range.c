/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-range.h"

static gboolean
read_number (const char **text, guint64 *number)
{
  char *end = NULL;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  *number = g_ascii_strtoull (*text, &end, 10);
  *text = end;

  return TRUE;
}

/**
 * refrain_demo_range_parse:
 * @header: (nullable): the Range header
 * @size: how many bytes the file has
 * @start: (out): the first byte, when it is a part
 * @length: (out): how many bytes, when it is a part
 *
 * Reads one range, as RFC 9110 section 14 has it. Several ranges, other units and nonsense are
 * ignored, which the RFC allows.
 *
 * Returns: what to send
 */
RefrainDemoRange
refrain_demo_range_parse (const char *header, guint64 size, guint64 *start, guint64 *length)
{
  guint64 first = 0, last = G_MAXUINT64;
  gboolean has_first, has_last;
  const char *text = header;

  if (text == NULL || !g_str_has_prefix (text, "bytes="))
    return REFRAIN_DEMO_RANGE_NONE;

  text += strlen ("bytes=");
  has_first = read_number (&text, &first);
  if (*text++ != '-')
    return REFRAIN_DEMO_RANGE_NONE;
  has_last = read_number (&text, &last);
  if (*text != '\0' || (!has_first && !has_last) || (has_first && has_last && last < first))
    return REFRAIN_DEMO_RANGE_NONE;

  if (!has_first)
    {
      if (last == 0)
        return REFRAIN_DEMO_RANGE_UNSATISFIABLE;
      first = last < size ? size - last : 0;
      last = G_MAXUINT64;
    }
  if (first >= size)
    return REFRAIN_DEMO_RANGE_UNSATISFIABLE;

  *start = first;
  *length = MIN (last, size - 1) - first + 1;

  return REFRAIN_DEMO_RANGE_PART;
}
