/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-log.h"

#define MAX_LINES 200

struct _RefrainDemoLog
{
  GHashTable *counts; /* (owned) (element-type utf8 guint) */
  GQueue lines;       /* (element-type Line) */
  guint64 next_serial;
};

typedef struct
{
  char *text; /* (owned) */
  guint status;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line);
}

/**
 * refrain_demo_log_new:
 *
 * Returns: (transfer full): an empty log
 */
RefrainDemoLog *
refrain_demo_log_new (void)
{
  RefrainDemoLog *self = g_new0 (RefrainDemoLog, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->lines);

  return self;
}

/**
 * refrain_demo_log_free:
 * @self: (transfer full): a log
 */
void
refrain_demo_log_free (RefrainDemoLog *self)
{
  g_hash_table_unref (self->counts);
  g_queue_clear_full (&self->lines, line_free);
  g_free (self);
}

/**
 * refrain_demo_log_add:
 * @host: which of the two hosts was asked
 * @request: "METHOD /path", without the query
 *
 * Returns: a number by which the status can be added later
 */
guint64
refrain_demo_log_add (RefrainDemoLog *self, const char *host, const char *request)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, request));
  Line *line = g_new0 (Line, 1);

  g_hash_table_insert (self->counts, g_strdup (request), GUINT_TO_POINTER (count + 1));
  line->text = g_strdup_printf ("%s %s", host, request);
  g_queue_push_tail (&self->lines, line);
  if (g_queue_get_length (&self->lines) > MAX_LINES)
    line_free (g_queue_pop_head (&self->lines));

  return self->next_serial++;
}

/**
 * refrain_demo_log_set_status:
 * @serial: what refrain_demo_log_add() gave
 * @status: the HTTP status of the answer, 0 for none
 */
void
refrain_demo_log_set_status (RefrainDemoLog *self, guint64 serial, guint status)
{
  guint64 first = self->next_serial - g_queue_get_length (&self->lines);

  if (serial >= first && serial < self->next_serial)
    {
      Line *line = g_queue_peek_nth (&self->lines, (guint) (serial - first));

      line->status = status;
    }
}

/**
 * refrain_demo_log_count:
 * @pattern: a glob with * and ?, matched against "METHOD /path"
 *
 * Returns: how many requests that match were ever received
 */
guint
refrain_demo_log_count (RefrainDemoLog *self, const char *pattern)
{
  GHashTableIter iter;
  gpointer request, count;
  guint sum = 0;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &request, &count))
    {
      if (g_pattern_match_simple (pattern, request))
        sum += GPOINTER_TO_UINT (count);
    }

  return sum;
}

/**
 * refrain_demo_log_dup_lines:
 *
 * Returns: (transfer full) (array zero-terminated=1): the last requests, oldest first, each as
 *   "host METHOD /path status"; a request not yet answered has "-" for its status
 */
char **
refrain_demo_log_dup_lines (RefrainDemoLog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GList *l = self->lines.head; l != NULL; l = l->next)
    {
      Line *line = l->data;
      g_autofree char *text = line->status == 0
                                  ? g_strdup_printf ("%s -", line->text)
                                  : g_strdup_printf ("%s %u", line->text, line->status);

      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}
