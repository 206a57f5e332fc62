/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store-forms.h"

#include "refrain-clock.h"
#include "refrain-query.h"
#include "refrain-statement.h"

/* What a form remembers: a draft that is not sent yet, what was sent before, and names that were
 * used at a gateway. */

/**
 * refrain_store_forms_get_draft:
 * @connection: the database
 * @name: the form's name
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the draft; %NULL without an error when there is none
 */
char *
refrain_store_forms_get_draft (RefrainConnection *connection, const char *name, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "SELECT body FROM drafts WHERE name = ?1", error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_text (statement, 1, name);
  return refrain_statement_step (statement, error) ? refrain_statement_dup_text (statement, 0)
                                                   : NULL;
}

/**
 * refrain_store_forms_put_draft:
 * @connection: the database
 * @name: the form's name
 * @body: (nullable): what stands in the form; %NULL forgets it
 * @error: return location for an error
 *
 * Returns: whether it is on the disk
 */
gboolean
refrain_store_forms_put_draft (RefrainConnection *connection,
                               const char *name,
                               const char *body,
                               GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      body != NULL ? "INSERT OR REPLACE INTO drafts (name, body, updated_at) VALUES (?1, ?2, ?3)"
                   : "DELETE FROM drafts WHERE name = ?1",
      error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_text (statement, 1, name);
  if (body != NULL)
    {
      refrain_statement_bind_text (statement, 2, body);
      refrain_statement_bind_int (statement, 3, refrain_clock_now_ms ());
    }
  return refrain_statement_run (statement, error);
}

static char *
build_search_text (const RefrainRequest *request)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const parts[] = { request->title, request->description,    request->lyrics,
                                request->style, request->negative_style, request->model };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL)
        g_string_append_printf (text, "%s\n", parts[i]);
    }

  return g_utf8_casefold (text->str, (gssize) text->len);
}

static gboolean
remember_model (RefrainConnection *connection,
                gint64 gateway_row,
                const char *model,
                GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "INSERT OR REPLACE INTO gateway_models (gateway_row, model, used_at) VALUES (?1, ?2, ?3)",
      error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, gateway_row);
  refrain_statement_bind_text (statement, 2, model);
  refrain_statement_bind_int (statement, 3, refrain_clock_now_ms ());
  return refrain_statement_run (statement, error);
}

/**
 * refrain_store_forms_remember:
 * @connection: the database
 * @gateway_row: where it was sent
 * @request: what was sent
 * @request_json: the same as text
 * @error: return location for an error
 *
 * Adds to the history of prompts, and to the models of the gateway. What was asked for before moves
 * to the top.
 *
 * Returns: whether it was recorded
 */
gboolean
refrain_store_forms_remember (RefrainConnection *connection,
                              gint64 gateway_row,
                              const RefrainRequest *request,
                              const char *request_json,
                              GError **error)
{
  g_autofree char *summary = refrain_request_dup_summary (request);
  g_autofree char *search_text = build_search_text (request);
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "INSERT INTO prompts (request, summary, style, model, search_text, used_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
      " ON CONFLICT (request) DO UPDATE SET used_at = ?6, uses = uses + 1",
      error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_text (statement, 1, request_json);
  refrain_statement_bind_text (statement, 2, summary != NULL ? summary : "");
  refrain_statement_bind_text (statement, 3, request->style);
  refrain_statement_bind_text (statement, 4, request->model);
  refrain_statement_bind_text (statement, 5, search_text);
  refrain_statement_bind_int (statement, 6, refrain_clock_now_ms ());
  return refrain_statement_run (statement, error)
         && (request->model == NULL
             || remember_model (connection, gateway_row, request->model, error));
}

/* Words that all must be found, as a LIKE each would ask for the escaping of its wildcards. */
static char *
build_where (char **words)
{
  g_autoptr (GString) where = g_string_new ("1");

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (where, " AND instr(search_text, ?%u) > 0", i + 2);

  return g_string_free (g_steal_pointer (&where), FALSE);
}

static RefrainPromptRecord *
read_prompt (RefrainStatement *row)
{
  RefrainPromptRecord *record = g_new0 (RefrainPromptRecord, 1);

  record->row_id = refrain_statement_get_int (row, 0);
  record->request = refrain_statement_dup_text (row, 1);
  record->summary = refrain_statement_dup_text (row, 2);
  record->style = refrain_statement_dup_text (row, 3);
  record->model = refrain_statement_dup_text (row, 4);
  record->used_at = refrain_statement_get_int (row, 5);
  record->uses = (guint) refrain_statement_get_int (row, 6);
  record->pinned = refrain_statement_get_int (row, 7) != 0;
  return record;
}

/**
 * refrain_store_forms_list_prompts:
 * @connection: the database
 * @text: (nullable): words that all must be found
 * @limit: the most prompts to return
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainPromptRecord): prompts, the pinned ones
 *   first, then the last used
 */
GPtrArray *
refrain_store_forms_list_prompts (RefrainConnection *connection,
                                  const char *text,
                                  guint limit,
                                  GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_prompt_record_free);
  const RefrainQuery query = { .text = (char *) text };
  g_auto (GStrv) words = refrain_query_split_words (&query);
  g_autofree char *where = build_where (words);
  g_autofree char *sql = g_strdup_printf (
      "SELECT id, request, summary, style, model, used_at, uses, pinned FROM prompts WHERE %s"
      " ORDER BY pinned DESC, used_at DESC, id DESC LIMIT ?1",
      where);
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (connection, sql, error);
  GError *step_error = NULL;

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, limit);
  for (guint i = 0; words[i] != NULL; i++)
    refrain_statement_bind_text (statement, (int) i + 2, words[i]);
  while (refrain_statement_step (statement, &step_error))
    g_ptr_array_add (list, read_prompt (statement));
  if (step_error == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, step_error);
  return NULL;
}

/**
 * refrain_store_forms_pin_prompt:
 * @connection: the database
 * @row_id: a prompt's row
 * @pinned: whether it stays on top
 * @error: return location for an error
 *
 * Returns: whether it was recorded
 */
gboolean
refrain_store_forms_pin_prompt (RefrainConnection *connection,
                                gint64 row_id,
                                gboolean pinned,
                                GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "UPDATE prompts SET pinned = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, row_id);
  refrain_statement_bind_int (statement, 2, pinned);
  return refrain_statement_run (statement, error);
}

/**
 * refrain_store_forms_remove_prompt:
 * @connection: the database
 * @row_id: a prompt's row
 * @error: return location for an error
 *
 * Forgets a prompt; what was made of it stays.
 *
 * Returns: whether it is gone
 */
gboolean
refrain_store_forms_remove_prompt (RefrainConnection *connection, gint64 row_id, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "DELETE FROM prompts WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, row_id);
  return refrain_statement_run (statement, error);
}

/* The first column of all rows. */
static char **
read_texts (RefrainStatement *statement, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GError *step_error = NULL;

  while (refrain_statement_step (statement, &step_error))
    g_strv_builder_add (builder, refrain_statement_get_text (statement, 0));
  if (step_error == NULL)
    return g_strv_builder_end (builder);

  g_propagate_error (error, step_error);
  return NULL;
}

/**
 * refrain_store_forms_list_styles:
 * @connection: the database
 * @limit: the most styles to return
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): styles that were asked for, the last used first
 */
char **
refrain_store_forms_list_styles (RefrainConnection *connection, guint limit, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "SELECT style FROM (SELECT style, max(used_at) AS used FROM prompts"
      "  WHERE style IS NOT NULL GROUP BY style ORDER BY used DESC LIMIT ?1)",
      error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, limit);
  return read_texts (statement, error);
}

/**
 * refrain_store_forms_list_models:
 * @connection: the database
 * @gateway_row: a gateway's row
 * @limit: the most models to return
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): models that were used at a gateway, the last used first
 */
char **
refrain_store_forms_list_models (RefrainConnection *connection,
                                 gint64 gateway_row,
                                 guint limit,
                                 GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "SELECT model FROM gateway_models WHERE gateway_row = ?1 ORDER BY used_at DESC LIMIT ?2",
      error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, gateway_row);
  refrain_statement_bind_int (statement, 2, limit);
  return read_texts (statement, error);
}

/**
 * refrain_prompt_record_free:
 * @record: (transfer full) (nullable): a record
 */
void
refrain_prompt_record_free (RefrainPromptRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->summary);
  g_free (record->style);
  g_free (record->model);
  g_free (record->request);
  g_free (record);
}
