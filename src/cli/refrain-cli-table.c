/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-table.h"

#include "refrain-cli-text.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define GAP 2
#define NARROWEST 10

/* Rows of cells whose columns stand below each other, in whatever script they are written. */
struct _RefrainCliTable
{
  GPtrArray *cells; /* (owned) (element-type utf8): row by row */
  GArray *colors;   /* (owned) (element-type RefrainCliColor) */
  guint n_columns;
  guint wide_column; /* cut when a row is wider than the terminal */
};

static gboolean
uses_color (void)
{
  return isatty (STDOUT_FILENO) && g_getenv ("NO_COLOR") == NULL
         && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/* The width of the terminal, or no limit when there is none: nothing is cut for another program. */
static guint
get_terminal_width (void)
{
  struct winsize size;

  if (!isatty (STDOUT_FILENO) || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return G_MAXUINT;

  return size.ws_col;
}

/**
 * refrain_cli_append_colored:
 * @out: where to
 * @text: clean text
 * @color: how it stands out when standard output is a terminal
 */
void
refrain_cli_append_colored (GString *out, const char *text, RefrainCliColor color)
{
  static const char *const codes[] = { "", "1", "2", "32", "33", "31" };

  if (color == REFRAIN_CLI_PLAIN || !uses_color ())
    g_string_append (out, text);
  else
    g_string_append_printf (out, "\033[%sm%s\033[0m", codes[color], text);
}

/**
 * refrain_cli_table_new:
 * @n_columns: how many columns
 * @wide_column: the column that is cut when a row is too wide
 *
 * Returns: (transfer full): a table without rows
 */
RefrainCliTable *
refrain_cli_table_new (guint n_columns, guint wide_column)
{
  RefrainCliTable *table = g_new0 (RefrainCliTable, 1);

  table->cells = g_ptr_array_new_with_free_func (g_free);
  table->colors = g_array_new (FALSE, FALSE, sizeof (RefrainCliColor));
  table->n_columns = n_columns;
  table->wide_column = wide_column;
  return table;
}

/**
 * refrain_cli_table_free:
 * @table: (transfer full) (nullable): a table
 */
void
refrain_cli_table_free (RefrainCliTable *table)
{
  if (table == NULL)
    return;

  g_ptr_array_unref (table->cells);
  g_array_unref (table->colors);
  g_free (table);
}

/**
 * refrain_cli_table_add:
 * @table: a table
 * @text: (nullable): what the next cell holds, from anywhere
 * @color: how it stands out
 */
void
refrain_cli_table_add (RefrainCliTable *table, const char *text, RefrainCliColor color)
{
  g_ptr_array_add (table->cells, refrain_cli_text_line (text));
  g_array_append_val (table->colors, color);
}

static void
measure (const RefrainCliTable *table, guint *widths, guint limit)
{
  guint sum = 0;

  for (guint i = 0; i < table->cells->len; i++)
    {
      guint width = refrain_cli_text_width (g_ptr_array_index (table->cells, i));

      widths[i % table->n_columns] = MAX (widths[i % table->n_columns], width);
    }
  for (guint i = 0; i < table->n_columns; i++)
    sum += widths[i] + (i > 0 && widths[i] > 0 ? GAP : 0);
  if (sum > limit)
    {
      guint over = sum - limit;
      guint *wide = &widths[table->wide_column];

      *wide = *wide > over + NARROWEST ? *wide - over : MIN (*wide, NARROWEST);
    }
}

/**
 * refrain_cli_table_append_to:
 * @table: a table
 * @out: where to
 * @indent: what each row begins with
 */
void
refrain_cli_table_append_to (RefrainCliTable *table, GString *out, const char *indent)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);
  guint limit = get_terminal_width ();

  if (limit != G_MAXUINT)
    limit -= MIN (limit, refrain_cli_text_width (indent));
  measure (table, widths, limit);
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint column = i % table->n_columns;
      g_autofree char *text = refrain_cli_text_fit (g_ptr_array_index (table->cells, i),
                                                    widths[column]);
      guint missing = widths[column] - refrain_cli_text_width (text);

      if (column == 0)
        g_string_append (out, indent);
      refrain_cli_append_colored (out, text, g_array_index (table->colors, RefrainCliColor, i));
      if (column + 1 < table->n_columns)
        g_string_append_printf (out, "%*s", (int) (widths[column] > 0 ? missing + GAP : 0), "");
      else
        {
          while (out->len > 0 && out->str[out->len - 1] == ' ')
            g_string_truncate (out, out->len - 1);
          g_string_append_c (out, '\n');
        }
    }
}
