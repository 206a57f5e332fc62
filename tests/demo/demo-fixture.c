/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#include <glib/gstdio.h>

static const char catalogue[]
    = "{\"songs\":["
      "{\"task_id\":\"demo-one\",\"style_of_answer\":\"new-api\",\"model\":\"chirp-v4\","
      "\"model_version\":\"v4\",\"describe\":\"lamps on the pier\",\"tags\":\"sea folk\","
      "\"instrumental\":false,\"created_at\":\"2026-09-03T18:21:07.120Z\",\"takes\":["
      "{\"id\":\"11111111-0000-4000-8000-000000000001\",\"title\":\"Pier\",\"duration\":5.2,"
      "\"lyrics\":\"[Verse]\\nla\",\"audio\":\"one.mp3\",\"cover\":\"one.jpg\","
      "\"cover_large\":\"one.jpg\",\"video\":\"one.mp4\"},"
      "{\"id\":\"11111111-0000-4000-8000-000000000002\",\"title\":\"Pier\",\"duration\":5.2,"
      "\"lyrics\":\"[Verse]\\nlo\",\"audio\":\"one.mp3\",\"cover\":\"one.jpg\","
      "\"cover_large\":\"one.jpg\",\"video\":null}]},"
      "{\"task_id\":\"demo-two\",\"style_of_answer\":\"goapi\",\"model\":\"chirp-v3-5\","
      "\"model_version\":\"v3.5\",\"describe\":null,\"tags\":\"piano\","
      "\"instrumental\":true,\"created_at\":\"2026-09-04T08:00:00.000Z\",\"takes\":["
      "{\"id\":\"22222222-0000-4000-8000-000000000001\",\"title\":\"Two\",\"duration\":5.2,"
      "\"lyrics\":\"\",\"audio\":\"../outside.mp3\",\"cover\":\"one.jpg\","
      "\"cover_large\":\"one.jpg\",\"video\":null},"
      "{\"id\":\"22222222-0000-4000-8000-000000000002\",\"title\":\"Two\",\"duration\":5.2,"
      "\"lyrics\":\"\",\"audio\":\"one.mp3\",\"cover\":\"one.jpg\","
      "\"cover_large\":\"one.jpg\",\"video\":null}]}"
      "]}";

static void
write_file (const char *dir, const char *name, const void *data, gsize size)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
}

/* Silent frames of 128 kbit/s, numbered in their padding so that every part is different. */
static void
write_media (const char *dir)
{
  static const guint8 picture[] = { 0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x00, 0x00, 0xff, 0xd9 };
  static const char video[] = "\0\0\0\x18"
                              "ftypisom\0\0\0\0isommp42";
  g_autofree guint8 *audio = g_malloc0 (AUDIO_SIZE);

  for (guint i = 0; i < AUDIO_SIZE / 417; i++)
    {
      guint8 *frame = audio + i * 417;

      frame[0] = 0xff;
      frame[1] = 0xfb;
      frame[2] = 0x90;
      frame[3] = 0x64;
      frame[416] = (guint8) i;
    }
  write_file (dir, "one.mp3", audio, AUDIO_SIZE);
  write_file (dir, "one.jpg", picture, sizeof picture);
  write_file (dir, "one.mp4", video, sizeof video - 1);
  write_file (dir, "catalogue.json", catalogue, strlen (catalogue));
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->top_dir = g_dir_make_tmp ("refrain-demo-XXXXXX", &error);
  g_assert_no_error (error);
  write_file (fixture->top_dir, "outside.mp3", "secret", 6);
  fixture->media_dir = g_build_filename (fixture->top_dir, "media", NULL);
  g_assert_no_errno (g_mkdir (fixture->media_dir, 0700));
  write_media (fixture->media_dir);
  fixture->gateway = refrain_demo_gateway_new (fixture->media_dir);
  g_assert_true (refrain_demo_gateway_start (fixture->gateway, 0, &error));
  g_assert_no_error (error);
  fixture->session = soup_session_new_with_options ("timeout", 20, NULL);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "one.mp3", "one.jpg", "one.mp4", "catalogue.json",
                                       "../outside.mp3" };

  soup_session_abort (fixture->session);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_assert_finalize_object (g_steal_pointer (&fixture->gateway));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->media_dir, names[i], NULL);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (fixture->media_dir));
  g_assert_no_errno (g_rmdir (fixture->top_dir));
  g_clear_pointer (&fixture->media_dir, g_free);
  g_clear_pointer (&fixture->top_dir, g_free);
}

void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_clear_object (&answer->message);
  g_clear_error (&answer->error);
  g_free (answer);
}

/* @headers holds names and values by turns. */
Answer *
request_full (Fixture *fixture,
              const char *method,
              const char *address,
              const char *body,
              const char *const *headers)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->message = soup_message_new (method, address);
  soup_message_add_flags (answer->message, SOUP_MESSAGE_NO_REDIRECT);
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i += 2)
    soup_message_headers_replace (soup_message_get_request_headers (answer->message), headers[i],
                                  headers[i + 1]);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (answer->message, "application/json", bytes);
    }
  answer->body = soup_session_send_and_read (fixture->session, answer->message, NULL,
                                             &answer->error);
  if (answer->error == NULL)
    answer->status = soup_message_get_status (answer->message);

  return answer;
}

Answer *
get (Fixture *fixture, const char *path)
{
  g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (fixture->gateway), path,
                                          NULL);

  return request_full (fixture, "GET", *path == '/' ? address : path, NULL, NULL);
}

Answer *
post (Fixture *fixture, const char *path, const char *body)
{
  g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (fixture->gateway), path,
                                          NULL);

  return request_full (fixture, "POST", address, body, NULL);
}

JsonNode *
parse (Answer *answer)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data;

  g_assert_no_error (answer->error);
  data = g_bytes_get_data (answer->body, &size);
  json_parser_load_from_data (parser, data, (gssize) size, &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

JsonObject *
get_task (JsonNode *root)
{
  return json_object_get_object_member (json_node_get_object (root), "data");
}

JsonObject *
get_clip (JsonNode *root, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (get_task (root), "data"),
                                        index);
}

const char *
get_header (Answer *answer, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (answer->message), name);
}

/* Everything that comes until the connection ends, without a library that could make it nicer. */
char *
raw_request (const char *address, const char *path, gsize *size, GCancellable *cancellable)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_uri (client, address, 80,
                                                                             NULL, NULL);
  g_autofree char *request = g_strdup_printf (
      "GET %s HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n", path);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 buffer[4096];
  gssize n_read;

  g_assert_nonnull (connection);
  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                                 strlen (request), NULL, NULL, NULL));
  while ((n_read = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                        buffer, sizeof buffer, cancellable, NULL))
         > 0)
    g_byte_array_append (all, buffer, (guint) n_read);
  *size = all->len;
  g_byte_array_append (all, (const guint8 *) "", 1);

  return (char *) g_byte_array_free (g_steal_pointer (&all), FALSE);
}

/* The address of a file at the media host. */
char *
dup_media_address (Fixture *fixture, const char *path)
{
  return g_strconcat (refrain_demo_gateway_get_media_address (fixture->gateway), path, NULL);
}

void
assert_status (Fixture *fixture, const char *address, guint status)
{
  g_autoptr (Answer) answer = get (fixture, address);

  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->status, ==, status);
}
