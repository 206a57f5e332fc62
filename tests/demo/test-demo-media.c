/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

/* A request for a part of a file, and what comes. */
typedef struct
{
  const char *range;
  const char *if_range; /* "etag" and "date" stand for the file's own */
  guint status;
  gsize size;
  const char *content_range;
} Part;

static void
assert_part (Fixture *fixture, const char *address, Answer *whole, const Part *part)
{
  const char *condition = part->if_range;
  g_autoptr (Answer) answer = NULL;

  if (g_strcmp0 (condition, "etag") == 0)
    condition = get_header (whole, "ETag");
  else if (g_strcmp0 (condition, "date") == 0)
    condition = get_header (whole, "Last-Modified");
  answer = request_full (fixture, "GET", address, NULL,
                         (const char *const[]){ "Range", part->range,
                                                condition != NULL ? "If-Range" : NULL, condition,
                                                NULL });
  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->status, ==, part->status);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, part->size);
  g_assert_cmpstr (get_header (answer, "Content-Range"), ==, part->content_range);
  if (part->status == 206)
    {
      guint64 start = g_ascii_strtoull (part->content_range + strlen ("bytes "), NULL, 10);
      g_autoptr (GBytes) expected = g_bytes_new_from_bytes (whole->body, start, part->size);

      g_assert_true (g_bytes_equal (answer->body, expected));
    }
}

static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  static const Part parts[] = {
    { "bytes=0-9", NULL, 206, 10, "bytes 0-9/83400" },
    { "bytes=83000-", NULL, 206, 400, "bytes 83000-83399/83400" },
    { "bytes=83000-99999", NULL, 206, 400, "bytes 83000-83399/83400" },
    { "bytes=-417", NULL, 206, 417, "bytes 82983-83399/83400" },
    { "bytes=-99999", NULL, 206, 83400, "bytes 0-83399/83400" },
    { "bytes=83400-", NULL, 416, 0, "bytes */83400" },
    { "bytes=-0", NULL, 416, 0, "bytes */83400" },
    { "bytes=9-3", NULL, 200, 83400, NULL },
    { "bytes=1-2,5-6", NULL, 200, 83400, NULL },
    { "lines=1-2", NULL, 200, 83400, NULL },
    { "bytes=10-19", "etag", 206, 10, "bytes 10-19/83400" },
    { "bytes=10-19", "date", 206, 10, "bytes 10-19/83400" },
    { "bytes=10-19", "\"another\"", 200, 83400, NULL },
  };
  g_autofree char *address = dup_media_address (fixture,
                                                "/11111111-0000-4000-8000-000000000001.mp3");
  g_autoptr (Answer) whole = get (fixture, address);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_part (fixture, address, whole, &parts[i]);
}

static void
test_media (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = dup_media_address (fixture,
                                                "/11111111-0000-4000-8000-000000000001.mp3");
  g_autofree char *picture = dup_media_address (fixture,
                                                "/image_11111111-0000-4000-8000-000000000001.jpeg");
  g_autofree char *outside = dup_media_address (fixture,
                                                "/22222222-0000-4000-8000-000000000001.mp3");
  g_autofree char *above = dup_media_address (fixture, "/..%2f..%2fetc%2fpasswd");
  g_autofree char *catalogue = dup_media_address (fixture, "/catalogue.json");
  g_autofree char *forbidden = dup_media_address (fixture, "/api/forbidden");
  g_autoptr (Answer) whole = get (fixture, address);
  g_autoptr (Answer) head = request_full (fixture, "HEAD", address, NULL, NULL);
  g_autoptr (Answer) unchanged = request_full (
      fixture, "GET", address, NULL,
      (const char *const[]){ "If-None-Match", get_header (whole, "ETag"), NULL });
  g_autoptr (Answer) cover = get (fixture, picture);

  g_assert_cmpstr (get_header (whole, "Content-Type"), ==, "audio/mpeg");
  g_assert_cmpstr (get_header (whole, "Content-Length"), ==, "83400");
  g_assert_cmpstr (get_header (whole, "Accept-Ranges"), ==, "bytes");
  g_assert_cmpuint (g_bytes_get_size (whole->body), ==, AUDIO_SIZE);
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (get_header (head, "Content-Length"), ==, "83400");
  g_assert_cmpuint (g_bytes_get_size (head->body), ==, 0);
  g_assert_cmpuint (unchanged->status, ==, 304);
  g_assert_cmpstr (get_header (cover, "Content-Type"), ==, "image/jpeg");
  assert_status (fixture, outside, 404);
  assert_status (fixture, above, 400);
  assert_status (fixture, catalogue, 404);
  assert_status (fixture, forbidden, 403);
}

static void
test_media_rate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = dup_media_address (fixture,
                                                "/11111111-0000-4000-8000-000000000001.mp3");
  g_autoptr (Answer) answer = NULL;
  gint64 start;

  refrain_demo_gateway_set_media_rate (fixture->gateway, AUDIO_SIZE * 5);
  start = g_get_monotonic_time ();
  answer = get (fixture, address);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, AUDIO_SIZE);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 100 * 1000);

  refrain_demo_gateway_set_media_rate (fixture->gateway, 0);
  refrain_demo_gateway_set_latency_ms (fixture->gateway, 50);
  start = g_get_monotonic_time ();
  assert_status (fixture, "/suno/fetch/demo-one", 200);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 50 * 1000);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/demo/media/ranges", test_ranges },
    { "/demo/media/files", test_media },
    { "/demo/media/rate", test_media_rate },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, fixture_set_up, tests[i].func, fixture_tear_down);

  return g_test_run ();
}
