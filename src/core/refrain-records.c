/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-records.h"

static gpointer
copy_file (gconstpointer file, gpointer unused)
{
  return refrain_saved_file_copy (file);
}

/**
 * refrain_clip_record_new:
 *
 * Returns: (transfer full): a record of a clip of which nothing is known
 */
RefrainClipRecord *
refrain_clip_record_new (void)
{
  RefrainClipRecord *record = g_new0 (RefrainClipRecord, 1);

  record->facts = refrain_clip_facts_new ();
  record->files = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_saved_file_free);
  return record;
}

/**
 * refrain_clip_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): the same record, sharing nothing with @record
 */
RefrainClipRecord *
refrain_clip_record_copy (const RefrainClipRecord *record)
{
  RefrainClipRecord *copy = g_memdup2 (record, sizeof *record);

  copy->gateway = g_strdup (record->gateway);
  copy->facts = refrain_clip_facts_copy (record->facts);
  copy->files = g_ptr_array_copy (record->files, (GCopyFunc) copy_file, NULL);
  g_ptr_array_set_free_func (copy->files, (GDestroyNotify) refrain_saved_file_free);
  return copy;
}

/**
 * refrain_clip_record_free:
 * @record: (transfer full) (nullable): a record
 */
void
refrain_clip_record_free (RefrainClipRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->gateway);
  refrain_clip_facts_free (record->facts);
  g_ptr_array_unref (record->files);
  g_free (record);
}

/**
 * refrain_task_record_new:
 *
 * Returns: (transfer full): a record of a task of which nothing is known
 */
RefrainTaskRecord *
refrain_task_record_new (void)
{
  RefrainTaskRecord *record = g_new0 (RefrainTaskRecord, 1);

  record->facts = refrain_task_facts_new ();
  record->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_clip_record_free);
  return record;
}

/**
 * refrain_task_record_free:
 * @record: (transfer full) (nullable): a record
 */
void
refrain_task_record_free (RefrainTaskRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->gateway);
  refrain_task_facts_free (record->facts);
  g_ptr_array_unref (record->clips);
  g_free (record);
}
