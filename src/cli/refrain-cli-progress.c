/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-progress.h"

#include "refrain-cli-text.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* One line on the terminal that is written over and over. Nothing for files and pipes. */

#define NARROW 79

static guint
get_width (void)
{
  struct winsize size;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 2)
    return NARROW;

  return size.ws_col - 1u;
}

/**
 * refrain_cli_progress_show:
 * @format: how far it is
 * @...: arguments of @format
 */
void
refrain_cli_progress_show (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autofree char *cut = NULL;
  va_list arguments;

  if (!isatty (STDERR_FILENO))
    return;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = refrain_cli_text_line (text);
  cut = refrain_cli_text_fit (line, get_width ());
  fprintf (stderr, "\r\033[K%s", cut);
  fflush (stderr);
}

/**
 * refrain_cli_progress_clear:
 *
 * Removes the line before anything else is written.
 */
void
refrain_cli_progress_clear (void)
{
  if (isatty (STDERR_FILENO))
    fputs ("\r\033[K", stderr);
}
