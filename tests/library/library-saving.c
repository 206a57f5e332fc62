/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-publish.h"
#include "refrain-store-files.h"

static gpointer
list_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_files_list (connection, 0, error);
}

/* Returns: (transfer full) (element-type RefrainSavedFile): what the ledger says */
GPtrArray *
list_ledger (Fixture *fixture)
{
  RefrainStore *store = refrain_library_get_store (fixture->library);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  GPtrArray *files;

  refrain_store_run_async (store, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           store_result, &pending);
  result = wait_for_result (&pending);
  files = refrain_store_run_finish (store, result, &error);
  g_assert_no_error (error);
  return files;
}

static gpointer
put_job (RefrainConnection *connection, gpointer data, GError **error)
{
  refrain_store_files_put (connection, data, error);
  return NULL;
}

void
put_into_ledger (Fixture *fixture, const RefrainSavedFile *file)
{
  RefrainStore *store = refrain_library_get_store (fixture->library);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  refrain_store_run_async (store, put_job, refrain_saved_file_copy (file),
                           (GDestroyNotify) refrain_saved_file_free, NULL, NULL, store_result,
                           &pending);
  result = wait_for_result (&pending);
  refrain_store_run_finish (store, result, &error);
  g_assert_no_error (error);
}

static gboolean
is_idle (gpointer data)
{
  return refrain_saver_get_n_unfinished (data) == 0;
}

/* What a failed test needs to be understood. */
static void
tell_items (GListModel *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i);
      const GError *error = refrain_save_item_get_error (item);

      g_test_message ("%s: state %d, %s",
                      refrain_file_kind_to_string (refrain_save_item_get_kind (item)),
                      refrain_save_item_get_state (item), error != NULL ? error->message : "");
    }
}

void
wait_for_saver (Fixture *fixture)
{
  RefrainSaver *saver = refrain_context_get_saver (fixture->context);

  if (!wait_at_most (60, is_idle, saver))
    {
      tell_items (refrain_saver_get_items (saver));
      g_assert_not_reached ();
    }
}

void
save_and_wait (Fixture *fixture, RefrainClip *clip, guint kinds)
{
  refrain_saver_save (refrain_context_get_saver (fixture->context), clip, kinds);
  wait_for_saver (fixture);
}

/* Returns: (transfer none) */
RefrainSaveItem *
get_item (Fixture *fixture, guint index)
{
  RefrainSaver *saver = refrain_context_get_saver (fixture->context);
  g_autoptr (RefrainSaveItem) item = g_list_model_get_item (refrain_saver_get_items (saver), index);

  g_assert_nonnull (item);
  return item;
}

/* Returns: (transfer none): the only item in the saver's list, which has ended */
RefrainSaveItem *
save_one (Fixture *fixture, RefrainClip *clip, RefrainFileKind kind)
{
  refrain_saver_clear_finished (refrain_context_get_saver (fixture->context));
  save_and_wait (fixture, clip, kind);
  return get_item (fixture, 0);
}

void
assert_saved_right (const RefrainSavedFile *file)
{
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) error = NULL;
  gint64 bytes;

  g_assert_true (g_path_is_absolute (file->path));
  g_assert_true (refrain_publish_hash_file (file->path, &sha256, &bytes, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (file->sha256, ==, sha256);
  g_assert_cmpint (file->bytes, ==, bytes);
  g_assert_cmpint (file->health, ==, REFRAIN_FILE_PROVEN);
}

/* A sentence for a user: not a library's own text, and nothing that needs a manual. */
void
assert_words (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), >=, 15);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (error->message))
                 || !g_unichar_isalpha (g_utf8_get_char (error->message))
                 || g_ascii_isdigit (error->message[0]));
  g_assert_null (strstr (error->message, "g-io"));
  g_assert_null (strstr (error->message, "(null)"));
  g_assert_null (strstr (error->message, "Error writing to file"));
}
