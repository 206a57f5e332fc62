/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define SIZE 200
#define BYTES_OF_ONE (SIZE * SIZE * 3)

static RefrainCovers *
get_covers (Fixture *fixture)
{
  return refrain_context_get_covers (fixture->context);
}

/* Returns: the address of a song's large cover */
static char *
get_url (Fixture *fixture, const char *task_id, guint index)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, task_id), index);

  return g_strdup (refrain_clip_get_facts (clip)->image_large_url);
}

static GdkPixbuf *
load (RefrainCovers *covers, const char *url, guint size, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  refrain_covers_load_async (covers, url, size, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  return refrain_covers_load_finish (covers, result, error);
}

static gboolean
is_file (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_IS_REGULAR);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  RefrainCovers *covers = get_covers (fixture);
  g_autofree char *url = get_url (fixture, HARBOUR_TASK, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) again = NULL;
  g_autoptr (GdkPixbuf) huge = NULL;
  g_autofree char *path = refrain_covers_dup_cached_path (covers, url);

  g_assert_null (refrain_covers_peek (covers, url, SIZE));
  g_assert_cmpuint (refrain_covers_get_memory_used (covers), ==, 0);
  pixbuf = load (covers, url, SIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, SIZE);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, SIZE);
  g_assert_true (refrain_covers_peek (covers, url, SIZE) == pixbuf);
  g_assert_null (refrain_covers_peek (covers, url, SIZE + 1));
  g_assert_cmpuint (refrain_covers_get_memory_used (covers), >=, BYTES_OF_ONE - SIZE * 4);

  again = load (covers, url, SIZE, &error);
  g_assert_true (again == pixbuf);
  wait_until (is_file, path);
  /* Another size comes from the disk; no picture is made larger than it is. */
  huge = load (covers, url, 5000, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (huge), <, 5000);
  g_assert_cmpint (gdk_pixbuf_get_width (huge), ==, gdk_pixbuf_get_height (huge));
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /image_large_*"), ==, 1);
}

static void
test_budget (Fixture *fixture, gconstpointer data)
{
  const gsize budget = 10 * BYTES_OF_ONE;
  g_autofree char *folder = g_build_filename (fixture->dir, "small-cache", NULL);
  g_autoptr (RefrainCovers) covers = refrain_covers_new (
      refrain_library_get_http (fixture->library), folder, budget);
  g_autofree char *url = get_url (fixture, HARBOUR_TASK, 0);
  g_autofree char *last = NULL;

  for (guint i = 0; i < 40; i++)
    {
      /* The same picture under another address. */
      g_autofree char *other = g_strdup_printf ("%s?%u", url, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GdkPixbuf) pixbuf = load (covers, other, SIZE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (refrain_covers_get_memory_used (covers), <=, budget);
      g_free (last);
      last = g_strdup (other);
    }
  g_assert_cmpuint (refrain_covers_get_memory_used (covers), >, budget / 2);
  g_assert_nonnull (refrain_covers_peek (covers, last, SIZE));
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = get_url (fixture, HARBOUR_TASK, 0);
  g_autofree char *never_seen = get_url (fixture, BICYCLE_TASK, 0);
  g_autofree char *path = refrain_covers_dup_cached_path (get_covers (fixture), url);
  g_autoptr (GdkPixbuf) pixbuf = load (get_covers (fixture), url, SIZE, NULL);
  g_autoptr (GdkPixbuf) again = NULL;
  g_autoptr (GError) error = NULL;

  wait_until (is_file, path);
  refrain_demo_gateway_stop (fixture->demo);
  fixture_reopen (fixture);
  g_assert_null (refrain_covers_peek (get_covers (fixture), url, SIZE));
  again = load (get_covers (fixture), url, SIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (again), ==, SIZE);

  g_assert_null (load (get_covers (fixture), never_seen, SIZE, &error));
  assert_words (error);
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  const char *id = data;
  RefrainCovers *covers = get_covers (fixture);
  g_autofree char *url = get_url (fixture, id, 0);
  guint n_asked;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (covers, url, SIZE, &error));
      g_assert_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_MEDIA);
      assert_words (error);
    }
  g_assert_null (refrain_covers_peek (covers, url, SIZE));
  g_assert_cmpuint (refrain_covers_get_memory_used (covers), ==, 0);
  /* What is no good is not fetched for every view that would show it. */
  n_asked = refrain_demo_gateway_count (fixture->demo, "GET */image_large_*");
  g_assert_cmpuint (n_asked, ==, 1);
}

static void
test_damaged_file (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = { "", "<!DOCTYPE html><p>Sign in", "\xff\xd8\xff\xe0 cut" };
  g_autofree char *url = get_url (fixture, HARBOUR_TASK, 0);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      RefrainCovers *covers = get_covers (fixture);
      g_autofree char *path = refrain_covers_dup_cached_path (covers, url);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GdkPixbuf) pixbuf = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      pixbuf = load (covers, url, SIZE, &error);
      g_assert_no_error (error);
      g_assert_nonnull (pixbuf);
      g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /image_large_*"), ==,
                        i + 1);
      fixture_reopen (fixture);
    }
}

typedef struct
{
  RefrainCovers *covers;
  guint n_done;
  guint n_wanted;
  guint n_cancelled;
} Crowd;

static void
crowd_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Crowd *crowd = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = refrain_covers_load_finish (crowd->covers, result, &error);

  crowd->n_done++;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    crowd->n_cancelled++;
  else
    g_assert_nonnull (pixbuf);
}

static gboolean
is_crowd_served (gpointer data)
{
  return ((Crowd *) data)->n_done == ((Crowd *) data)->n_wanted;
}

static void
test_crowd (Fixture *fixture, gconstpointer data)
{
  Crowd crowd = { .covers = get_covers (fixture), .n_wanted = 50 };
  g_autofree char *url = get_url (fixture, HARBOUR_TASK, 0);

  for (guint i = 0; i < 50; i++)
    refrain_covers_load_async (crowd.covers, url, SIZE + i % 3, NULL, crowd_cb, &crowd);
  wait_until (is_crowd_served, &crowd);
  g_assert_cmpuint (crowd.n_cancelled, ==, 0);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /image_large_*"), ==, 1);
}

static gboolean
was_asked (gpointer data)
{
  return refrain_demo_gateway_count (((Fixture *) data)->demo, "GET /image_large_*") > 0;
}

/* Who does not wait any more is told at once; who still waits gets the picture. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  Crowd gone = { .covers = get_covers (fixture), .n_wanted = 5 };
  Crowd patient = { .covers = get_covers (fixture), .n_wanted = 1 };
  g_autofree char *url = get_url (fixture, HARBOUR_TASK, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  refrain_demo_gateway_set_latency_ms (fixture->demo, 1500);
  for (guint i = 0; i < 5; i++)
    refrain_covers_load_async (gone.covers, url, SIZE, cancellable, crowd_cb, &gone);
  refrain_covers_load_async (gone.covers, url, SIZE, NULL, crowd_cb, &patient);
  wait_until (was_asked, fixture);
  g_cancellable_cancel (cancellable);
  g_assert_true (wait_at_most (1, is_crowd_served, &gone));
  g_assert_cmpuint (gone.n_cancelled, ==, 5);
  g_assert_cmpuint (patient.n_done, ==, 0);
  wait_until (is_crowd_served, &patient);
  g_assert_cmpuint (patient.n_cancelled, ==, 0);
}

/* A list that has been scrolled past is not fetched. */
static void
test_cancel_waiting (Fixture *fixture, gconstpointer data)
{
  Crowd crowd = { .covers = get_covers (fixture), .n_wanted = 40 };
  g_autofree char *url = get_url (fixture, HARBOUR_TASK, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  refrain_demo_gateway_set_latency_ms (fixture->demo, 300);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *other = g_strdup_printf ("%s?%u", url, i);

      refrain_covers_load_async (crowd.covers, other, SIZE, cancellable, crowd_cb, &crowd);
    }
  wait_until (was_asked, fixture);
  g_cancellable_cancel (cancellable);
  wait_until (is_crowd_served, &crowd);
  g_assert_cmpuint (crowd.n_cancelled, ==, 40);
  /* Also asserts that nothing is left behind. */
  fixture_close (fixture);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /image_large_*"), <=, 12);
}

static void
test_fetch (Fixture *fixture, gconstpointer data)
{
  RefrainCovers *covers = get_covers (fixture);
  g_autofree char *url = get_url (fixture, HARBOUR_TASK, 0);
  g_autoptr (GBytes) wanted = download (url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  refrain_covers_fetch_async (covers, url, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  bytes = refrain_covers_fetch_finish (covers, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, wanted));
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/covers/load", NULL, test_load);
  add ("/covers/budget", NULL, test_budget);
  add ("/covers/offline", NULL, test_offline);
  add ("/covers/html", "cover-html", test_bad);
  add ("/covers/huge", "cover-huge", test_bad);
  add ("/covers/damaged-file", NULL, test_damaged_file);
  add ("/covers/crowd", NULL, test_crowd);
  add ("/covers/cancel", NULL, test_cancel);
  add ("/covers/cancel-waiting", NULL, test_cancel_waiting);
  add ("/covers/fetch", NULL, test_fetch);
  return g_test_run ();
}
