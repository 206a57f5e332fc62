/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-sender.h"

#include <string.h>
#include <unistd.h>

/* The 22nd field of /proc/PID/stat: when the process started, in ticks since the machine did. With
 * the machine's own id it tells a process from a later one of the same number. */
static char *
dup_start_time (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;
  const char *after_name;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  /* The name, in brackets, may have blanks and brackets itself. */
  after_name = strrchr (text, ')');
  if (after_name == NULL)
    return NULL;
  fields = g_strsplit (after_name, " ", 0);
  return g_strv_length (fields) > 20 ? g_strdup (fields[20]) : NULL;
}

static char *
dup_boot_id (void)
{
  char *text = NULL;

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &text, NULL, NULL))
    return g_strdup ("");
  return g_strstrip (text);
}

/**
 * refrain_sender_dup_self:
 *
 * Returns: (transfer full): a name of this running program that no other one has or will have
 */
char *
refrain_sender_dup_self (void)
{
  g_autofree char *boot = dup_boot_id ();
  g_autofree char *pid = g_strdup_printf ("%d", (int) getpid ());
  g_autofree char *start = dup_start_time (pid);

  return g_strdup_printf ("%s %s %s", boot, pid, start != NULL ? start : "");
}

/**
 * refrain_sender_is_alive:
 * @sender: a name made by refrain_sender_dup_self()
 *
 * A sender that cannot be seen from here, as in another sandbox, counts as ended: its own answer
 * corrects that as soon as it has one.
 *
 * Returns: whether that program still runs
 */
gboolean
refrain_sender_is_alive (const char *sender)
{
  g_auto (GStrv) parts = g_strsplit (sender, " ", 3);
  g_autofree char *boot = dup_boot_id ();
  g_autofree char *start = NULL;

  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], boot)
      || strspn (parts[1], "0123456789") != strlen (parts[1]))
    return FALSE;

  start = dup_start_time (parts[1]);
  return start != NULL && g_str_equal (start, parts[2]);
}
