/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-menu.h"

#include <glib/gi18n-lib.h>

#define BIT(status) (1u << REFRAIN_TASK_STATUS_##status)
#define ENDED (BIT (REFUSED) | BIT (NOT_SENT) | BIT (FAILED) | BIT (COMPLETE))
#define UNWATCHED (BIT (STOPPED) | BIT (EXPIRED))
#define ANY G_MAXUINT

enum
{
  NEEDS_ID = 1 << 0,
  NEEDS_REQUEST = 1 << 1,
  NEEDS_LIST = 1 << 2, /* the gateway tells what it has made lately */
};

/* One deed, one row, in the order in which they are offered. */
static const RefrainTaskDeed deeds[] = {
  { "tasks.find", N_ ("Look for It"), BIT (MAYBE), NEEDS_LIST, 0 },
  { "tasks.adopt", N_ ("I Have Its ID…"), BIT (MAYBE), 0, 0 },
  { "tasks.dismiss", N_ ("It Was Not Accepted"), BIT (MAYBE), 0, 0 },
  { "tasks.stop", N_ ("Stop Watching"), BIT (RUNNING), NEEDS_ID, 0 },
  { "tasks.resume", N_ ("Resume Watching"), UNWATCHED, NEEDS_ID, 0 },
  { "win.fetch-task", N_ ("Ask the Gateway Again"), ANY, NEEDS_ID, 0 },
  { "tasks.submit-again", N_ ("Submit Again…"), ENDED | UNWATCHED | BIT (MAYBE), NEEDS_REQUEST, 1 },
  { "win.use-task-settings", N_ ("Use These Settings"), ANY, NEEDS_REQUEST, 1 },
  { "tasks.copy-ids", N_ ("Copy IDs"), ANY, NEEDS_ID, 2 },
  { "win.show-raw", N_ ("Raw Answer"), ANY, NEEDS_ID, 2 },
  { "tasks.remove", N_ ("Remove"), ANY & ~BIT (SENDING), 0, 3 },
};

/**
 * refrain_task_menu_list_deeds:
 * @task: a task
 * @can_find: whether refrain_submitter_can_find()
 *
 * Returns: (transfer full) (element-type RefrainTaskDeed): what can be done with it now
 */
GPtrArray *
refrain_task_menu_list_deeds (RefrainTask *task, gboolean can_find)
{
  GPtrArray *list = g_ptr_array_new ();
  const RefrainTaskRecord *record = refrain_task_get_record (task);
  guint status = 1u << refrain_task_status_of (record);
  gboolean has_request = refrain_task_record_get_request (record) != NULL
                         || g_list_model_get_n_items (refrain_task_get_clips (task)) > 0;
  guint has = (record->facts->id != NULL ? NEEDS_ID : 0u) | (has_request ? NEEDS_REQUEST : 0u)
              | (can_find ? NEEDS_LIST : 0u);

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      if ((deeds[i].statuses & status) != 0 && (deeds[i].needs & ~has) == 0)
        g_ptr_array_add (list, (gpointer) &deeds[i]);
    }

  return list;
}

/**
 * refrain_task_menu_new:
 * @task: a task
 * @can_find: whether refrain_submitter_can_find()
 *
 * Returns: (transfer full): a menu of what can be done with it now
 */
GMenuModel *
refrain_task_menu_new (RefrainTask *task, gboolean can_find)
{
  g_autoptr (GPtrArray) list = refrain_task_menu_list_deeds (task, can_find);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = NULL;
  guint number = G_MAXUINT;

  for (guint i = 0; i < list->len; i++)
    {
      const RefrainTaskDeed *deed = g_ptr_array_index (list, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (deed->label), NULL);

      if (deed->section != number)
        {
          g_clear_object (&section);
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          number = deed->section;
        }
      g_menu_item_set_action_and_target_value (
          item, deed->action, g_variant_new_int64 (refrain_task_get_row_id (task)));
      g_menu_append_item (section, item);
    }

  return G_MENU_MODEL (menu);
}
