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
 * refrain_task_record_copy_without_clips:
 * @record: a record
 *
 * Returns: (transfer full): the same record, sharing nothing with @record, of a task with no clips
 */
RefrainTaskRecord *
refrain_task_record_copy_without_clips (const RefrainTaskRecord *record)
{
  RefrainTaskRecord *copy = g_memdup2 (record, sizeof *record);

  copy->gateway = g_strdup (record->gateway);
  copy->sent_request = g_strdup (record->sent_request);
  copy->submit_error = g_strdup (record->submit_error);
  copy->facts = refrain_task_facts_copy (record->facts);
  copy->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_clip_record_free);
  return copy;
}

/**
 * refrain_task_record_get_request:
 * @record: a record
 *
 * What was asked for here is known for certain; what a gateway tells of it may be changed.
 *
 * Returns: (transfer none) (nullable): the request as JSON
 */
const char *
refrain_task_record_get_request (const RefrainTaskRecord *record)
{
  return record->sent_request != NULL ? record->sent_request : record->facts->request;
}

/**
 * refrain_task_record_needs_attention:
 * @record: a record
 *
 * Returns: whether the user has to see to the task: it failed, it may have been accepted and may
 *   not, or nobody asks for it any more though it has not ended. What the user has stopped to watch
 *   is not among these.
 */
gboolean
refrain_task_record_needs_attention (const RefrainTaskRecord *record)
{
  return record->facts->state == REFRAIN_TASK_STATE_FAILED
         || record->submit_state == REFRAIN_SUBMIT_STATE_MAYBE
         || (record->watch == REFRAIN_WATCH_EXPIRED
             && record->facts->state != REFRAIN_TASK_STATE_COMPLETE);
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
  g_free (record->sent_request);
  g_free (record->submit_error);
  refrain_task_facts_free (record->facts);
  g_ptr_array_unref (record->clips);
  g_free (record);
}
