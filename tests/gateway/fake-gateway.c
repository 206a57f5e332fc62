/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-gateway.h"

#include <json-glib/json-glib.h>
#include <string.h>

static char *
task_json (const char *id)
{
  return g_strdup_printf (
      "{\"task_id\":\"%s\",\"action\":\"MUSIC\",\"status\":\"SUCCESS\",\"data\":"
      "[{\"id\":\"clip-%s\",\"status\":\"complete\","
      "\"audio_url\":\"https://h.example/%s.mp3\"}]}",
      id, id, id);
}

/* Ids that begin with "no" are unknown; the batch call leaves out those that begin with "left". */
static char *
answer_batch (FakeGateway *rules, const char *body)
{
  g_autoptr (JsonNode) root = json_from_string (body, NULL);
  JsonArray *ids = json_object_get_array_member (json_node_get_object (root), "ids");
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (rules->batch_reply != NULL)
    return g_strdup (rules->batch_reply);
  /* The order is not promised. */
  for (guint i = json_array_get_length (ids); i > 0; i--)
    {
      const char *id = json_array_get_string_element (ids, i - 1);
      g_autofree char *task = task_json (id);

      if (g_str_has_prefix (id, "no") || g_str_has_prefix (id, "left"))
        continue;
      g_string_append_printf (list, "%s%s", list->len > 0 ? "," : "", task);
    }
  text = g_strdup_printf ("{\"code\":\"success\",\"message\":\"\",\"data\":[%s]}", list->str);
  return http_reply (200, "", text);
}

static char *
answer_one (const char *id)
{
  g_autofree char *task = NULL;
  g_autofree char *text = NULL;

  if (g_str_has_prefix (id, "no") || g_str_equal (id, "connection-test"))
    return http_reply (400, "", "{\"code\":\"task_not_exist\",\"message\":\"task_not_exist\"}");
  if (g_str_has_prefix (id, "html"))
    return http_reply (200, "Content-Type: text/html\r\n", "<html>Panel</html>");
  if (g_str_has_prefix (id, "hold"))
    return g_strdup (HTTP_HOLD);
  task = task_json (id);
  text = g_strdup_printf ("{\"code\":\"success\",\"data\":%s}", task);
  return http_reply (200, "", text);
}

char *
fake_gateway_reply_cb (const HttpServerRequest *request, gpointer user_data)
{
  FakeGateway *rules = user_data;
  const char *path = request->path;
  int call = g_atomic_int_add (&rules->n_calls, 1);

  if (call < (int) G_N_ELEMENTS (rules->times))
    rules->times[call] = g_get_monotonic_time ();
  if (call < rules->n_failures)
    return g_strdup (rules->failure);
  if (rules->redirect != NULL)
    {
      g_autofree char *header = g_strdup_printf ("Location: %s%s\r\n", rules->redirect, path);

      return http_reply (302, header, "");
    }
  if (rules->required_key != NULL)
    {
      g_autofree char *line = g_strdup_printf ("\r\nauthorization: bearer %s\r\n",
                                               rules->required_key);

      if (strstr (request->headers, line) == NULL)
        return http_reply (401, "", "{\"error\":{\"message\":\"Bad token\",\"type\":\"x\"}}");
    }
  if (rules->prefix != NULL)
    {
      if (!g_str_has_prefix (path, rules->prefix))
        return http_reply (200, "Content-Type: text/html\r\n", "<html>Panel</html>");
      path += strlen (rules->prefix);
    }
  if (g_str_equal (path, "/suno/fetch") && g_str_equal (request->method, "POST"))
    return answer_batch (rules, request->body);
  if (g_str_has_prefix (path, "/suno/fetch/"))
    return answer_one (path + strlen ("/suno/fetch/"));
  return http_reply (404, "", "{\"error\":{\"message\":\"No such call\"}}");
}

void
fake_gateway_start (Client *client, HttpServer **server, FakeGateway *rules, const char *path)
{
  g_autofree char *address = NULL;

  *server = http_server_new (fake_gateway_reply_cb, rules);
  address = http_server_url (*server, path);
  client_init (client, address, FAKE_GATEWAY_KEY);
}

void
fake_gateway_stop (Client *client, HttpServer *server)
{
  client_clear (client);
  http_server_free (server);
}
