/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-reply.h"

static const char panel_page[] = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta "
                                 "charset=\"utf-8\"><title>Panel</title></head>\n"
                                 "<body><div id=\"root\"></div>\n<noscript>This panel needs "
                                 "scripts.</noscript></body>\n</html>\n";

/**
 * refrain_demo_reply_new:
 *
 * Returns: (transfer full): an empty answer with status 200 and a fitting length
 */
RefrainDemoReply *
refrain_demo_reply_new (void)
{
  RefrainDemoReply *self = g_new0 (RefrainDemoReply, 1);

  self->status = SOUP_STATUS_OK;
  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  self->content_length = REFRAIN_DEMO_LENGTH_FITTING;

  return self;
}

/**
 * refrain_demo_reply_free:
 * @self: (transfer full): a reply
 */
void
refrain_demo_reply_free (RefrainDemoReply *self)
{
  g_ptr_array_unref (self->pieces);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

/**
 * refrain_demo_reply_set_bytes:
 * @content_type: (nullable): a static string
 * @bytes: (nullable) (transfer none): the whole body
 */
void
refrain_demo_reply_set_bytes (RefrainDemoReply *self,
                              guint status,
                              const char *content_type,
                              GBytes *bytes)
{
  self->status = status;
  self->content_type = content_type;
  g_ptr_array_set_size (self->pieces, 0);
  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    g_ptr_array_add (self->pieces, g_bytes_ref (bytes));
}

/**
 * refrain_demo_reply_set_text:
 * @content_type: (nullable): a static string
 * @text: the whole body
 */
void
refrain_demo_reply_set_text (RefrainDemoReply *self,
                             guint status,
                             const char *content_type,
                             const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  refrain_demo_reply_set_bytes (self, status, content_type, bytes);
}

/**
 * refrain_demo_reply_set_json:
 * @node: (transfer full): the whole body
 */
void
refrain_demo_reply_set_json (RefrainDemoReply *self, guint status, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  refrain_demo_reply_set_text (self, status, "application/json; charset=utf-8", text);
  json_node_unref (node);
}

/**
 * refrain_demo_reply_set_redirect:
 * @address: where to, with status 302
 */
void
refrain_demo_reply_set_redirect (RefrainDemoReply *self, const char *address)
{
  refrain_demo_reply_set_text (self, SOUP_STATUS_FOUND, "text/plain", "Elsewhere.\n");
  soup_message_headers_replace (self->headers, "Location", address);
}

/**
 * refrain_demo_reply_set_page:
 *
 * Answers with a web page, as a gateway's control panel does.
 */
void
refrain_demo_reply_set_page (RefrainDemoReply *self, guint status)
{
  refrain_demo_reply_set_text (self, status, "text/html; charset=utf-8", panel_page);
}

/**
 * refrain_demo_reply_set_drop:
 *
 * Closes the connection without an answer.
 */
void
refrain_demo_reply_set_drop (RefrainDemoReply *self)
{
  g_ptr_array_set_size (self->pieces, 0);
  self->silent = TRUE;
  self->end = REFRAIN_DEMO_END_CUT;
}

/**
 * refrain_demo_reply_get_size:
 *
 * Returns: how many bytes the pieces have together
 */
gsize
refrain_demo_reply_get_size (RefrainDemoReply *self)
{
  gsize size = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    size += g_bytes_get_size (g_ptr_array_index (self->pieces, i));

  return size;
}

/**
 * refrain_demo_reply_dup_body:
 *
 * Returns: (transfer full): the pieces as one
 */
GBytes *
refrain_demo_reply_dup_body (RefrainDemoReply *self)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  if (self->pieces->len == 1)
    return g_bytes_ref (g_ptr_array_index (self->pieces, 0));
  for (guint i = 0; i < self->pieces->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (self->pieces, i), &size);

      g_byte_array_append (all, data, (guint) size);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/**
 * refrain_demo_reply_keep:
 * @size: how many bytes of the body to keep
 *
 * Shortens the body.
 */
void
refrain_demo_reply_keep (RefrainDemoReply *self, gsize size)
{
  g_autoptr (GBytes) whole = refrain_demo_reply_dup_body (self);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, MIN (size, g_bytes_get_size (whole)));

  refrain_demo_reply_set_bytes (self, self->status, self->content_type, part);
}
