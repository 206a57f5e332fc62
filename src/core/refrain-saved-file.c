/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-saved-file.h"

static const char *const health_names[] = { "proven", "missing", "changed" };

/**
 * refrain_saved_file_new:
 *
 * Returns: (transfer full): an empty record
 */
RefrainSavedFile *
refrain_saved_file_new (void)
{
  return g_new0 (RefrainSavedFile, 1);
}

/**
 * refrain_saved_file_copy:
 * @file: a record
 *
 * Returns: (transfer full): the same record, sharing nothing with @file
 */
RefrainSavedFile *
refrain_saved_file_copy (const RefrainSavedFile *file)
{
  RefrainSavedFile *copy = g_memdup2 (file, sizeof *file);

  copy->clip_id = g_strdup (file->clip_id);
  copy->path = g_strdup (file->path);
  copy->sha256 = g_strdup (file->sha256);
  return copy;
}

/**
 * refrain_saved_file_free:
 * @file: (transfer full) (nullable): a record
 */
void
refrain_saved_file_free (RefrainSavedFile *file)
{
  if (file == NULL)
    return;

  g_free (file->clip_id);
  g_free (file->path);
  g_free (file->sha256);
  g_free (file);
}

/**
 * refrain_file_health_to_string:
 * @health: a health
 *
 * Returns: (transfer none): its name in the store
 */
const char *
refrain_file_health_to_string (RefrainFileHealth health)
{
  return health_names[health];
}

/**
 * refrain_file_health_from_string:
 * @name: (nullable): a name made by refrain_file_health_to_string()
 *
 * Returns: the health, proven for any other name
 */
RefrainFileHealth
refrain_file_health_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (health_names); i++)
    {
      if (g_strcmp0 (health_names[i], name) == 0)
        return (RefrainFileHealth) i;
    }

  return REFRAIN_FILE_PROVEN;
}
