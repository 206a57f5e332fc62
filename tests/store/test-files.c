/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static RefrainGatewayRecord *
get_gateway (GPtrArray *list, guint i)
{
  g_assert_cmpuint (i, <, list->len);
  return g_ptr_array_index (list, i);
}

static gint64
put_gateway (StoreFixture *fixture, gint64 row, const char *name, const char *address)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (row, name, address, "goapi",
                                                                        FALSE);
  g_autoptr (GError) error = NULL;
  gint64 put = refrain_store_gateways_put (fixture->connection, record, &error);

  g_assert_no_error (error);
  return put;
}

static GPtrArray *
list_gateways (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = refrain_store_gateways_list (fixture->connection, &error);

  g_assert_no_error (error);
  return list;
}

static void
test_gateways (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  gint64 second = put_gateway (fixture, 0, "Дом", "http://127.0.0.1:1/a");

  /* By its name, then by its row. */
  g_assert_cmpint (put_gateway (fixture, 0, "Дом", "http://127.0.0.1:2/b"), ==, second);
  g_assert_cmpint (put_gateway (fixture, second, "Work", "http://127.0.0.1:3/c"), ==, second);
  list = list_gateways (fixture);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (get_gateway (list, 0)->name, ==, "Home");
  g_assert_cmpstr (get_gateway (list, 0)->family, ==, "new-api");
  g_assert_cmpint (get_gateway (list, 1)->row_id, ==, second);
  g_assert_cmpstr (get_gateway (list, 1)->name, ==, "Work");
  g_assert_cmpstr (get_gateway (list, 1)->address, ==, "http://127.0.0.1:3/c");
  g_assert_cmpstr (get_gateway (list, 1)->family, ==, "goapi");
  g_assert_false (get_gateway (list, 1)->is_demo);

  g_assert_true (refrain_store_gateways_remove (fixture->connection, second, &error));
  g_assert_no_error (error);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = list_gateways (fixture);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_gateway_with_songs_stays (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_put_song (fixture, "c1", "Pier");
  g_assert_false (refrain_store_gateways_remove (fixture->connection, fixture->gateway, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "songs"));
  list = list_gateways (fixture);
  g_assert_cmpuint (list->len, ==, 1);
  store_fixture_assert_whole (fixture->connection);
}

/* Changing a gateway that is gone is an error, and never "row 0 without a reason". */
static void
test_gateway_that_is_gone (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (
      999, "Gone", "http://127.0.0.1:9", NULL, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (refrain_store_gateways_put (fixture->connection, record, &error), ==, 0);
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED);
}

static void
test_gateway_name_is_taken (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainGatewayRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gint64 second = put_gateway (fixture, 0, "Work", "http://127.0.0.1:1");

  record = refrain_gateway_record_new (second, "Home", "http://127.0.0.1:1", NULL, FALSE);
  g_assert_cmpint (refrain_store_gateways_put (fixture->connection, record, &error), ==, 0);
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED);
}

/* What cannot reach the disk is not acknowledged. The rest of this process cannot write either, so
 * it is a process of its own. */
static void
test_gateway_on_a_full_disk (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainGatewayRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit = { 0, RLIM_INFINITY };
  gint64 row;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = 1;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  record = refrain_gateway_record_new (0, "Work", "http://127.0.0.1:1", NULL, FALSE);
  row = refrain_store_gateways_put (fixture->connection, record, &error);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  g_assert_cmpint (row, ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM gateways"), ==, 1);
}

static GPtrArray *
list_files (StoreFixture *fixture, gint64 clip_row)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = refrain_store_files_list (fixture->connection, clip_row, &error);

  g_assert_no_error (error);
  return list;
}

static const RefrainSavedFile *
get_file (GPtrArray *list, guint i)
{
  g_assert_cmpuint (i, <, list->len);
  return g_ptr_array_index (list, i);
}

static void
test_files (StoreFixture *fixture, gconstpointer unused)
{
  gint64 first = store_fixture_put_song (fixture, "c1", "Pier");
  gint64 second = store_fixture_put_song (fixture, "c2", "Lamp");
  g_autoptr (GPtrArray) of_first = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const char *odd_path = "/music/\xff\xfe odd.mp3";

  store_fixture_put_file (fixture, first, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN, "/music/b.mp3");
  store_fixture_put_file (fixture, first, REFRAIN_FILE_COVER, REFRAIN_FILE_PROVEN, "/music/a.jpg");
  store_fixture_put_file (fixture, second, REFRAIN_FILE_AUDIO, REFRAIN_FILE_CHANGED, odd_path);

  of_first = list_files (fixture, first);
  g_assert_cmpuint (of_first->len, ==, 2);
  g_assert_cmpstr (get_file (of_first, 0)->path, ==, "/music/a.jpg");
  g_assert_cmpint (get_file (of_first, 0)->kind, ==, REFRAIN_FILE_COVER);
  g_assert_cmpstr (get_file (of_first, 1)->clip_id, ==, "c1");
  g_assert_cmpint (get_file (of_first, 1)->clip_row, ==, first);
  g_assert_cmpint (get_file (of_first, 1)->bytes, ==, 1234);
  g_assert_cmpint (get_file (of_first, 1)->verified_at, ==, 1000);
  g_assert_cmpuint (strlen (get_file (of_first, 1)->sha256), ==, 64);

  all = list_files (fixture, 0);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (get_file (all, 2)->path, ==, odd_path);
  g_assert_cmpint (get_file (all, 2)->health, ==, REFRAIN_FILE_CHANGED);
}

static void
test_file_at_the_same_path (StoreFixture *fixture, gconstpointer unused)
{
  gint64 first = store_fixture_put_song (fixture, "c1", "Pier");
  gint64 second = store_fixture_put_song (fixture, "c2", "Lamp");
  g_autoptr (GPtrArray) of_first = NULL;
  g_autoptr (GPtrArray) of_second = NULL;

  store_fixture_put_file (fixture, first, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN, "/music/a.mp3");
  store_fixture_put_file (fixture, second, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN, "/music/a.mp3");
  of_first = list_files (fixture, first);
  of_second = list_files (fixture, second);
  g_assert_cmpuint (of_first->len, ==, 0);
  g_assert_cmpuint (of_second->len, ==, 1);
}

static void
test_file_of_no_clip (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainSavedFile) file = refrain_saved_file_new ();
  g_autoptr (GError) error = NULL;

  file->clip_row = 999;
  file->kind = REFRAIN_FILE_AUDIO;
  file->path = g_strdup ("/music/a.mp3");
  file->sha256 = g_strdup ("a");
  g_assert_false (refrain_store_files_put (fixture->connection, file, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED);
}

static void
set_health (StoreFixture *fixture, RefrainFileHealth health, gint64 at)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      refrain_store_files_set_health (fixture->connection, "/music/a.mp3", health, at, &error));
  g_assert_no_error (error);
}

/* A file that is missing keeps the time when it was last proven. */
static void
test_health (StoreFixture *fixture, gconstpointer unused)
{
  gint64 clip = store_fixture_put_song (fixture, "c1", "Pier");
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GPtrArray) proven = NULL;

  store_fixture_put_file (fixture, clip, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN, "/music/a.mp3");
  store_fixture_put_file (fixture, clip, REFRAIN_FILE_COVER, REFRAIN_FILE_PROVEN, "/music/b.jpg");

  set_health (fixture, REFRAIN_FILE_MISSING, 2000);
  missing = list_files (fixture, clip);
  g_assert_cmpint (get_file (missing, 0)->health, ==, REFRAIN_FILE_MISSING);
  g_assert_cmpint (get_file (missing, 0)->verified_at, ==, 1000);
  g_assert_cmpint (get_file (missing, 1)->health, ==, REFRAIN_FILE_PROVEN);

  set_health (fixture, REFRAIN_FILE_PROVEN, 3000);
  proven = list_files (fixture, clip);
  g_assert_cmpint (get_file (proven, 0)->health, ==, REFRAIN_FILE_PROVEN);
  g_assert_cmpint (get_file (proven, 0)->verified_at, ==, 3000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/" name, StoreFixture, NULL, store_fixture_set_up, func,                      \
              store_fixture_tear_down)
  ADD ("gateways/put-list-remove", test_gateways);
  ADD ("gateways/with-songs-stays", test_gateway_with_songs_stays);
  ADD ("gateways/that-is-gone", test_gateway_that_is_gone);
  ADD ("gateways/name-is-taken", test_gateway_name_is_taken);
  ADD ("gateways/on-a-full-disk", test_gateway_on_a_full_disk);
  ADD ("files/put-list", test_files);
  ADD ("files/at-the-same-path", test_file_at_the_same_path);
  ADD ("files/of-no-clip", test_file_of_no_clip);
  ADD ("files/health", test_health);
#undef ADD

  return g_test_run ();
}
