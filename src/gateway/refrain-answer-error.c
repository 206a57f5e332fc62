/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-answer-private.h"

#include "refrain-gateway-error.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_CHARS 120

static const char *const text_names[] = { "error.message",
                                          "error",
                                          "detail",
                                          "message",
                                          "msg",
                                          "error_message",
                                          "err_reason",
                                          "data.error.message",
                                          "data.errorMessage",
                                          "data.fail_reason",
                                          "data.failReason",
                                          NULL };

static const char *const ok_words[] = { "200", "0", "1", "success", NULL };

/* FastAPI lists what it found wrong, one object each. */
static char *
join_details (JsonArray *details)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (details); i++)
    {
      JsonNode *element = json_array_get_element (details, i);
      g_autofree char *text = refrain_json_object (element) != NULL
                                  ? refrain_json_text (refrain_json_member (element, "msg"))
                                  : refrain_json_text (element);

      if (text != NULL)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? "; " : "", text);
    }

  return joined->len > 0 ? g_strdup (joined->str) : NULL;
}

static char *
read_text_once (JsonNode *root)
{
  for (guint i = 0; text_names[i] != NULL; i++)
    {
      JsonNode *node = refrain_json_path (root, text_names[i]);
      JsonArray *list = refrain_json_array (node);
      char *text = list != NULL ? join_details (list) : refrain_json_text (node);

      if (text != NULL)
        return text;
    }

  return NULL;
}

/* A gateway often passes on its own provider's answer as text: look inside once. */
static char *
read_text (JsonNode *root)
{
  g_autofree char *text = read_text_once (root);
  g_autoptr (JsonNode) inner = NULL;
  char *inner_text;

  if (text == NULL || (*text != '{' && *text != '['))
    return g_steal_pointer (&text);

  inner = refrain_json_parse (text, -1);
  inner_text = inner != NULL ? read_text_once (inner) : NULL;
  return inner_text != NULL ? inner_text : g_steal_pointer (&text);
}

static char *
read_code_word (JsonNode *root)
{
  static const char *const names[] = { "code", "error.code", "error.type", "data.errorCode", NULL };

  return refrain_json_first_text (root, names);
}

static gboolean
is_ok_code (JsonNode *root)
{
  g_autofree char *code = refrain_json_text (refrain_json_member (root, "code"));
  g_autofree char *folded = code != NULL ? g_ascii_strdown (code, -1) : NULL;

  return folded == NULL || g_strv_contains (ok_words, folded);
}

static gboolean
says_error (JsonNode *root)
{
  JsonNode *error = refrain_json_member (root, "error");
  JsonObject *object = refrain_json_object (root);
  g_autofree char *text = refrain_json_text (error);
  gboolean success;

  if (refrain_json_boolean (refrain_json_member (root, "success"), &success) && !success)
    return TRUE;
  if (refrain_json_object (error) != NULL)
    return json_object_get_size (refrain_json_object (error)) > 0;
  if (text != NULL && !g_str_equal (text, "false") && !g_str_equal (text, "0"))
    return !json_object_has_member (object, "data") && !json_object_has_member (object, "clips");

  return object != NULL && json_object_has_member (object, "detail")
         && !json_object_has_member (object, "data") && !json_object_has_member (object, "clips");
}

static gboolean
contains_any (const char *text, const char *const *needles)
{
  g_autofree char *folded = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (guint i = 0; folded != NULL && needles[i] != NULL; i++)
    {
      if (strstr (folded, needles[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* A number under `code` is an HTTP status of the gateway's own making. */
static guint
effective_status (guint http_status, const char *code_word)
{
  guint64 number;

  if (http_status >= 400 || code_word == NULL
      || !g_ascii_string_to_unsigned (code_word, 10, 400, 599, &number, NULL))
    return http_status;

  return (guint) number;
}

static RefrainGatewayError
classify (guint http_status, const char *code_word, const char *text)
{
  static const char *const quota_needles[] = { "quota", "insufficient", "balance", "credits",
                                               "余额",  "额度",         NULL };
  static const char *const missing_needles[] = { "task_not_exist", "task not found", "not exist",
                                                 "task_not_found", "no such task",   NULL };
  static const char *const address_needles[] = { "invalid url", "no route", "cannot get /", NULL };
  guint status = effective_status (http_status, code_word);

  /* The gateway's own provider refused the gateway: the user's key is not at fault. */
  if (g_strcmp0 (code_word, "fail_to_fetch_task") == 0)
    return REFRAIN_GATEWAY_ERROR_GATEWAY;
  if (status == 429)
    return REFRAIN_GATEWAY_ERROR_RATE_LIMITED;
  if (status == 402 || contains_any (code_word, quota_needles)
      || (status != 401 && contains_any (text, quota_needles)))
    return REFRAIN_GATEWAY_ERROR_QUOTA;
  if (status == 401 || status == 403)
    return REFRAIN_GATEWAY_ERROR_AUTH;
  /* The server knows no such call, which says nothing of the task. */
  if (status == 404 && contains_any (text, address_needles))
    return REFRAIN_GATEWAY_ERROR_BAD_ANSWER;
  if (status == 404 || contains_any (code_word, missing_needles)
      || contains_any (text, missing_needles))
    return REFRAIN_GATEWAY_ERROR_NOT_FOUND;

  return REFRAIN_GATEWAY_ERROR_GATEWAY;
}

/**
 * refrain_answer_read_error:
 * @root: the whole answer
 * @http_status: its status, 0 when it did not come over HTTP
 *
 * HTTP status and body are both judged: errors come with status 200, too.
 *
 * Returns: (transfer full) (nullable): the error that the answer is, %NULL when it is none
 */
GError *
refrain_answer_read_error (JsonNode *root, guint http_status)
{
  g_autofree char *text = NULL;
  g_autofree char *code_word = NULL;

  if (http_status < 400 && is_ok_code (root) && !says_error (root))
    return NULL;

  text = read_text (root);
  code_word = read_code_word (root);
  if (text == NULL && code_word != NULL)
    text = g_strdup (code_word);
  if (text == NULL)
    text = g_strdup_printf (_ ("The gateway answered with HTTP status %u and no reason."),
                            http_status);

  return refrain_gateway_error_new (classify (http_status, code_word, text), http_status, code_word,
                                    text);
}

/* What came instead of an answer. A body from a file has no status. */
static char *
describe_stray_body (const char *line, gboolean is_page, guint http_status)
{
  if (*line == '\0')
    return http_status == 0
               ? g_strdup (_ ("The answer is empty."))
               : g_strdup_printf (_ ("The answer is empty (HTTP status %u)."), http_status);
  if (http_status == 0)
    return g_strdup_printf (is_page ? _ ("This is a web page, not a gateway’s answer: %s")
                                    : _ ("This is not a gateway’s answer: %s"),
                            line);
  if (is_page)
    return g_strdup_printf (
        _ ("This address answers with a web page, not a gateway (HTTP status %u): %s"), http_status,
        line);

  return g_strdup_printf (_ ("This is not a gateway’s answer (HTTP status %u): %s"), http_status,
                          line);
}

/**
 * refrain_answer_not_json_error:
 * @body: what came
 * @length: its length in bytes
 * @http_status: its status, 0 when it did not come over HTTP
 *
 * Returns: (transfer full): an error that says in words what came instead of an answer
 */
GError *
refrain_answer_not_json_error (const char *body, gsize length, guint http_status)
{
  g_autofree char *valid = g_utf8_make_valid (body, (gssize) MIN (length, 4096));
  g_autofree char *line = refrain_text_first_line (valid, SHOWN_CHARS);
  gboolean is_page = g_strstr_len (valid, 512, "<") != NULL
                     && (g_ascii_strncasecmp (line, "<!doctype", 9) == 0
                         || g_ascii_strncasecmp (line, "<html", 5) == 0 || *line == '<');
  RefrainGatewayError code = REFRAIN_GATEWAY_ERROR_BAD_ANSWER;
  g_autofree char *message = NULL;

  if (http_status == 401)
    code = REFRAIN_GATEWAY_ERROR_AUTH;
  else if (http_status == 429)
    code = REFRAIN_GATEWAY_ERROR_RATE_LIMITED;

  if (code == REFRAIN_GATEWAY_ERROR_AUTH)
    message = g_strdup (_ ("The gateway refused the key (HTTP status 401)."));
  else if (code == REFRAIN_GATEWAY_ERROR_RATE_LIMITED)
    message = g_strdup (_ ("The gateway was asked too often (HTTP status 429)."));
  else
    message = describe_stray_body (line, is_page, http_status);

  return refrain_gateway_error_new (code, http_status, NULL, message);
}
