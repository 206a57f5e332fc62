/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "soak-common.h"

/* Returns: how many tasks that can be asked for have not ended. Videos do not count: some songs of
 * the demo have none, and are waited for all the same. */
guint
count_open_tasks (RefrainLibrary *library)
{
  GListModel *tasks = refrain_library_get_tasks (library);
  guint n_open = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);
      const RefrainTaskFacts *facts = refrain_task_get_facts (task);

      n_open += facts->id != NULL && !refrain_task_state_is_terminal (facts->state);
    }

  return n_open;
}

/* Says what has not ended, before a test fails of it. */
void
print_open_tasks (RefrainLibrary *library)
{
  GListModel *tasks = refrain_library_get_tasks (library);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);
      const RefrainTaskFacts *facts = refrain_task_get_facts (task);
      const GError *error = refrain_task_get_poll_error (task);

      if (facts->id != NULL && !refrain_task_state_is_terminal (facts->state))
        g_printerr ("open: %s %s %s\n", facts->id, refrain_task_state_to_string (facts->state),
                    error != NULL ? error->message : "");
    }
}
