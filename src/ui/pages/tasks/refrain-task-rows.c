/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-rows.h"

#include "refrain-task-status.h"

#include <string.h>

/* How long the main loop is held at a time by reading what is searched. */
#define READ_MICROSECONDS 4000

/**
 * RefrainTaskRows:
 *
 * The library's tasks under their headings, as one flat list, without those that a filter keeps
 * out. A task keeps its entry when it moves to another group, so that what the page remembers of it
 * stays. Changes that come together are shown together, in one change of the list.
 */
struct _RefrainTaskRows
{
  GObject parent_instance;

  GListModel *tasks;   /* (owned) (element-type RefrainTask) */
  GPtrArray *rows;     /* (owned) (element-type RefrainTaskEntry) */
  GHashTable *by_task; /* (owned) (element-type RefrainTask RefrainTaskEntry) */
  GPtrArray *headings; /* (owned) (element-type RefrainTaskEntry): one a group */
  RefrainTaskFilter filter;
  guint counts[REFRAIN_N_TASK_SHOWS]; /* of all tasks, whatever the filter */
  guint n_under_way;
  guint n_shown;
  guint n_selected;
  guint unread; /* the first task whose text may have to be read before it is searched */
  guint refresh_source;
  guint read_source;
  gboolean quiet; /* one word at the end is enough */
};

static void refrain_task_rows_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RefrainTaskRows,
                               refrain_task_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      refrain_task_rows_list_model_init))

enum
{
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_REFRESHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
refresh_cb (gpointer user_data)
{
  RefrainTaskRows *self = user_data;

  self->refresh_source = 0;
  refrain_task_rows_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (RefrainTaskRows *self)
{
  /* Before the next frame is drawn. */
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

static void
task_changed_cb (RefrainTask *task, GParamSpec *pspec, gpointer user_data)
{
  RefrainTaskRows *self = user_data;
  RefrainTaskEntry *entry = g_hash_table_lookup (self->by_task, task);

  if (entry == NULL)
    return;

  refrain_task_entry_forget_text (entry);
  queue_refresh (self);
}

static void
entry_selected_cb (RefrainTaskEntry *entry, GParamSpec *pspec, gpointer user_data)
{
  RefrainTaskRows *self = user_data;

  self->n_selected += refrain_task_entry_get_selected (entry) ? 1u : -1u;
  if (!self->quiet)
    g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
entry_free (gpointer data)
{
  g_object_unref (data);
}

static RefrainTaskEntry *
ensure_entry (RefrainTaskRows *self, RefrainTask *task, RefrainTaskGroup group)
{
  RefrainTaskEntry *entry = g_hash_table_lookup (self->by_task, task);

  if (entry == NULL)
    {
      entry = refrain_task_entry_new (task, group);
      g_hash_table_insert (self->by_task, task, entry);
      g_signal_connect_object (task, "notify::state", G_CALLBACK (task_changed_cb), self, 0);
      g_signal_connect_object (entry, "notify::selected", G_CALLBACK (entry_selected_cb), self, 0);
    }
  refrain_task_entry_set_group (entry, group);
  return entry;
}

/* Tells of the least part that differs, so that nothing else is bound anew. */
static void
replace_rows (RefrainTaskRows *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) before = self->rows;
  guint start = 0;
  guint end = 0;

  while (start < before->len && start < rows->len && before->pdata[start] == rows->pdata[start])
    start++;
  while (end < before->len - start && end < rows->len - start
         && before->pdata[before->len - 1 - end] == rows->pdata[rows->len - 1 - end])
    end++;

  self->rows = rows;
  if (start + end < before->len || start + end < rows->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                rows->len - start - end);
}

static void
forget_missing (RefrainTaskRows *self, GHashTable *present)
{
  GHashTableIter iter;
  gpointer task;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->by_task);
  while (g_hash_table_iter_next (&iter, &task, &entry))
    {
      if (g_hash_table_contains (present, task))
        continue;
      refrain_task_entry_set_selected (entry, FALSE);
      g_signal_handlers_disconnect_by_func (task, task_changed_cb, self);
      g_hash_table_iter_remove (&iter);
    }
}

static GType
refrain_task_rows_get_item_type (GListModel *model)
{
  return REFRAIN_TYPE_TASK_ENTRY;
}

static guint
refrain_task_rows_get_n_items (GListModel *model)
{
  return REFRAIN_TASK_ROWS (model)->rows->len;
}

static gpointer
refrain_task_rows_get_item (GListModel *model, guint position)
{
  RefrainTaskRows *self = REFRAIN_TASK_ROWS (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position))
                                    : NULL;
}

static void
refrain_task_rows_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = refrain_task_rows_get_item_type;
  iface->get_n_items = refrain_task_rows_get_n_items;
  iface->get_item = refrain_task_rows_get_item;
}

static void
refrain_task_rows_dispose (GObject *object)
{
  RefrainTaskRows *self = REFRAIN_TASK_ROWS (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->read_source, g_source_remove);

  G_OBJECT_CLASS (refrain_task_rows_parent_class)->dispose (object);
}

static void
refrain_task_rows_finalize (GObject *object)
{
  RefrainTaskRows *self = REFRAIN_TASK_ROWS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->by_task, g_hash_table_unref);
  g_clear_pointer (&self->filter.words, g_strfreev);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (refrain_task_rows_parent_class)->finalize (object);
}

static void
refrain_task_rows_class_init (RefrainTaskRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_task_rows_dispose;
  object_class->finalize = refrain_task_rows_finalize;

  /**
   * RefrainTaskRows::selection-changed:
   * @self: rows
   *
   * More or fewer tasks are selected.
   */
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", REFRAIN_TYPE_TASK_ROWS,
                                                    G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                    G_TYPE_NONE, 0);
  /**
   * RefrainTaskRows::refreshed:
   * @self: rows
   *
   * The tasks were looked through, so counts may be others, whether rows came and went or not.
   */
  signals[SIGNAL_REFRESHED] = g_signal_new ("refreshed", REFRAIN_TYPE_TASK_ROWS, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
refrain_task_rows_init (RefrainTaskRows *self)
{
  self->filter.kind = REFRAIN_TASK_KIND_ANY;
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->headings = g_ptr_array_new_with_free_func (g_object_unref);
  /* An entry keeps its task, so the key lives as long as the value. */
  self->by_task = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  for (guint group = 0; group < REFRAIN_N_TASK_GROUPS; group++)
    g_ptr_array_add (self->headings, refrain_task_entry_new (NULL, (RefrainTaskGroup) group));
}

/**
 * refrain_task_rows_new:
 * @tasks: (element-type RefrainTask): tasks, the newest first
 *
 * Returns: (transfer full): the tasks under headings; groups without a task have none
 */
RefrainTaskRows *
refrain_task_rows_new (GListModel *tasks)
{
  RefrainTaskRows *self = g_object_new (REFRAIN_TYPE_TASK_ROWS, NULL);

  self->tasks = g_object_ref (tasks);
  g_signal_connect_object (tasks, "items-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  refrain_task_rows_refresh (self);
  return self;
}

static gboolean
is_wanted (RefrainTaskRows *self, RefrainTask *task, RefrainTaskEntry *entry)
{
  return refrain_task_show_has (self->filter.show, refrain_task_entry_get_group (entry),
                                refrain_task_get_facts (task)->state)
         && refrain_task_filter_matches (&self->filter, task)
         && (self->filter.words == NULL
             || refrain_task_filter_matches_text (&self->filter,
                                                  refrain_task_entry_get_text (entry)));
}

static void
count (RefrainTaskRows *self, RefrainTaskGroup group, RefrainTaskState state)
{
  for (guint show = 0; show < REFRAIN_N_TASK_SHOWS; show++)
    self->counts[show] += refrain_task_show_has ((RefrainTaskShow) show, group, state) ? 1 : 0;
}

/* Puts the tasks that are wanted into @groups, in their order. */
static void
sort_tasks (RefrainTaskRows *self, GHashTable *present, GPtrArray **groups)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint64 day_start = refrain_task_group_get_day_start (now);
  guint n_tasks = g_list_model_get_n_items (self->tasks);

  memset (self->counts, 0, sizeof self->counts);
  self->n_under_way = 0;
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (self->tasks, i);
      RefrainTaskGroup group = refrain_task_group_choose (refrain_task_get_record (task),
                                                          day_start);
      RefrainTaskEntry *entry = ensure_entry (self, task, group);

      g_hash_table_add (present, task);
      count (self, group, refrain_task_get_facts (task)->state);
      if (refrain_task_status_is_under_way (
              refrain_task_status_of (refrain_task_get_record (task))))
        self->n_under_way++;
      if (is_wanted (self, task, entry))
        g_ptr_array_add (groups[group], g_object_ref (entry));
      else
        /* Nothing is done to what nobody sees. */
        refrain_task_entry_set_selected (entry, FALSE);
    }
}

/* Reads what is searched a little at a time, since there may be thousands. */
static gboolean
read_cb (gpointer user_data)
{
  RefrainTaskRows *self = user_data;
  gint64 until = g_get_monotonic_time () + READ_MICROSECONDS;
  guint n_tasks = g_list_model_get_n_items (self->tasks);

  while (self->unread < n_tasks && g_get_monotonic_time () < until)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (self->tasks, self->unread++);
      RefrainTaskEntry *entry = g_hash_table_lookup (self->by_task, task);

      if (entry != NULL)
        refrain_task_entry_get_text (entry);
    }
  if (self->unread < n_tasks)
    return G_SOURCE_CONTINUE;

  self->read_source = 0;
  queue_refresh (self);
  return G_SOURCE_REMOVE;
}

/**
 * refrain_task_rows_refresh:
 * @self: rows
 *
 * Sorts the tasks into their groups now: what is new is shown, and what was today's yesterday is
 * earlier.
 */
void
refrain_task_rows_refresh (RefrainTaskRows *self)
{
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  GPtrArray *groups[REFRAIN_N_TASK_GROUPS];
  GPtrArray *rows;

  g_return_if_fail (REFRAIN_IS_TASK_ROWS (self));

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  for (guint group = 0; group < REFRAIN_N_TASK_GROUPS; group++)
    groups[group] = g_ptr_array_new_with_free_func (g_object_unref);
  sort_tasks (self, present, groups);

  self->n_shown = 0;
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint group = 0; group < REFRAIN_N_TASK_GROUPS; group++)
    {
      RefrainTaskEntry *heading = g_ptr_array_index (self->headings, group);

      refrain_task_entry_set_count (heading, groups[group]->len);
      self->n_shown += groups[group]->len;
      if (groups[group]->len > 0)
        g_ptr_array_add (rows, g_object_ref (heading));
      g_ptr_array_extend_and_steal (rows, groups[group]);
    }
  replace_rows (self, rows);
  forget_missing (self, present);
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
}

/**
 * refrain_task_rows_get_filter:
 * @self: rows
 *
 * Returns: (transfer none): which tasks are shown
 */
const RefrainTaskFilter *
refrain_task_rows_get_filter (RefrainTaskRows *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), NULL);

  return &self->filter;
}

/**
 * refrain_task_rows_set_filter:
 * @self: rows
 * @show: which tasks are shown
 * @kind: a #RefrainTaskKind, or %REFRAIN_TASK_KIND_ANY
 * @gateway_row: a gateway, 0 for all
 */
void
refrain_task_rows_set_filter (RefrainTaskRows *self,
                              RefrainTaskShow show,
                              int kind,
                              gint64 gateway_row)
{
  g_return_if_fail (REFRAIN_IS_TASK_ROWS (self));

  if (self->filter.show == show && self->filter.kind == kind
      && self->filter.gateway_row == gateway_row)
    return;

  self->filter.show = show;
  self->filter.kind = kind;
  self->filter.gateway_row = gateway_row;
  refrain_task_rows_refresh (self);
}

/**
 * refrain_task_rows_set_text:
 * @self: rows
 * @text: words that have to occur; "" for any
 *
 * Looks for them when the main loop has time.
 */
void
refrain_task_rows_set_text (RefrainTaskRows *self, const char *text)
{
  g_return_if_fail (REFRAIN_IS_TASK_ROWS (self));

  refrain_task_filter_set_text (&self->filter, text);
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->unread = 0;
  if (self->filter.words != NULL)
    self->read_source = g_idle_add (read_cb, self);
  else
    refrain_task_rows_refresh (self);
}

/**
 * refrain_task_rows_count:
 * @self: rows
 * @show: some tasks
 *
 * Returns: how many there are, whether they are shown or not
 */
guint
refrain_task_rows_count (RefrainTaskRows *self, RefrainTaskShow show)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), 0);

  return self->counts[show];
}

/**
 * refrain_task_rows_count_under_way:
 * @self: rows
 *
 * Returns: of how many tasks the time is worth counting, whether they are shown or not
 */
guint
refrain_task_rows_count_under_way (RefrainTaskRows *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), 0);

  return self->n_under_way;
}

/**
 * refrain_task_rows_count_shown:
 * @self: rows
 *
 * Returns: how many tasks are shown
 */
guint
refrain_task_rows_count_shown (RefrainTaskRows *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), 0);

  return self->n_shown;
}

/**
 * refrain_task_rows_count_selected:
 * @self: rows
 *
 * Returns: how many tasks are selected
 */
guint
refrain_task_rows_count_selected (RefrainTaskRows *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), 0);

  return self->n_selected;
}

/**
 * refrain_task_rows_list_selected:
 * @self: rows
 *
 * Returns: (transfer full) (element-type RefrainTask): the tasks that are selected, from the top
 */
GPtrArray *
refrain_task_rows_list_selected (RefrainTaskRows *self)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), tasks);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RefrainTaskEntry *entry = g_ptr_array_index (self->rows, i);

      if (refrain_task_entry_get_selected (entry))
        g_ptr_array_add (tasks, g_object_ref (refrain_task_entry_get_task (entry)));
    }
  return tasks;
}

/**
 * refrain_task_rows_select_all:
 * @self: rows
 * @selected: whether all tasks that are shown are selected, or none
 */
void
refrain_task_rows_select_all (RefrainTaskRows *self, gboolean selected)
{
  g_return_if_fail (REFRAIN_IS_TASK_ROWS (self));

  self->quiet = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      RefrainTaskEntry *entry = g_ptr_array_index (self->rows, i);

      if (refrain_task_entry_get_task (entry) != NULL)
        refrain_task_entry_set_selected (entry, selected);
    }
  self->quiet = FALSE;
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

/**
 * refrain_task_rows_find:
 * @self: rows
 * @task_row: a task's row in the store
 * @position: (out): where it is
 *
 * Returns: (transfer none) (nullable): the task's entry
 */
RefrainTaskEntry *
refrain_task_rows_find (RefrainTaskRows *self, gint64 task_row, guint *position)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RefrainTaskEntry *entry = g_ptr_array_index (self->rows, i);
      RefrainTask *task = refrain_task_entry_get_task (entry);

      if (task != NULL && refrain_task_get_row_id (task) == task_row)
        {
          *position = i;
          return entry;
        }
    }

  return NULL;
}
