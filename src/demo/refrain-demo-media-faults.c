/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-media-faults.h"

/* One grey dot. */
static const guint8 small_png[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00,
                                    0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01,
                                    0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a,
                                    0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41,
                                    0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00,
                                    0x81, 0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49,
                                    0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82 };

/* The head says 30000 by 30000; there is next to nothing behind it. */
static const guint8 huge_png[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00,
                                   0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x75, 0x30,
                                   0x00, 0x00, 0x75, 0x30, 0x08, 0x02, 0x00, 0x00, 0x00, 0xe9,
                                   0x45, 0x6f, 0xed, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41,
                                   0x54, 0x78, 0x9c, 0x63, 0x60, 0xa0, 0x0c, 0x00, 0x00, 0x00,
                                   0x40, 0x00, 0x01, 0xb7, 0x34, 0x7c, 0xef };

static void
refuse (RefrainDemoReply *reply, guint status, const char *text)
{
  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_text (reply, status, "text/plain", text);
}

/**
 * refrain_demo_fault_html:
 *
 * A web page instead of the file, with the type of the file.
 */
void
refrain_demo_fault_html (RefrainDemoState *state,
                         const RefrainDemoMediaItem *item,
                         RefrainDemoReply *reply)
{
  const char *type = item->kind == REFRAIN_DEMO_FILE_AUDIO   ? "audio/mpeg"
                     : item->kind == REFRAIN_DEMO_FILE_VIDEO ? "video/mp4"
                                                             : "image/jpeg";

  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_page (reply, SOUP_STATUS_OK);
  reply->content_type = type;
}

/**
 * refrain_demo_fault_html_typed:
 *
 * A web page instead of the file.
 */
void
refrain_demo_fault_html_typed (RefrainDemoState *state,
                               const RefrainDemoMediaItem *item,
                               RefrainDemoReply *reply)
{
  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_page (reply, SOUP_STATUS_OK);
}

/**
 * refrain_demo_fault_404:
 *
 * Not there.
 */
void
refrain_demo_fault_404 (RefrainDemoState *state,
                        const RefrainDemoMediaItem *item,
                        RefrainDemoReply *reply)
{
  refuse (reply, SOUP_STATUS_NOT_FOUND, "Not found\n");
}

/**
 * refrain_demo_fault_403:
 *
 * The address is no longer good.
 */
void
refrain_demo_fault_403 (RefrainDemoState *state,
                        const RefrainDemoMediaItem *item,
                        RefrainDemoReply *reply)
{
  refuse (reply, SOUP_STATUS_FORBIDDEN, "The signature of this address has expired\n");
}

/**
 * refrain_demo_fault_410:
 *
 * Deleted for good.
 */
void
refrain_demo_fault_410 (RefrainDemoState *state,
                        const RefrainDemoMediaItem *item,
                        RefrainDemoReply *reply)
{
  refuse (reply, SOUP_STATUS_GONE, "Gone\n");
}

/**
 * refrain_demo_fault_500:
 *
 * The host is broken.
 */
void
refrain_demo_fault_500 (RefrainDemoState *state,
                        const RefrainDemoMediaItem *item,
                        RefrainDemoReply *reply)
{
  refuse (reply, SOUP_STATUS_INTERNAL_SERVER_ERROR, "Something broke\n");
}

/**
 * refrain_demo_fault_cut:
 *
 * The connection ends in the middle of the file.
 */
void
refrain_demo_fault_cut (RefrainDemoState *state,
                        const RefrainDemoMediaItem *item,
                        RefrainDemoReply *reply)
{
  reply->content_length = (goffset) refrain_demo_reply_get_size (reply);
  refrain_demo_reply_keep (reply, (gsize) reply->content_length / 2);
  reply->end = REFRAIN_DEMO_END_CUT;
}

/**
 * refrain_demo_fault_slow:
 *
 * The good file, over about ten seconds of the gateway's clock.
 */
void
refrain_demo_fault_slow (RefrainDemoState *state,
                         const RefrainDemoMediaItem *item,
                         RefrainDemoReply *reply)
{
  gsize size = refrain_demo_reply_get_size (reply);

  reply->rate = (guint64) MAX (1.0,
                               (double) size / 10.0 / refrain_demo_clock_get_scale (state->clock));
}

/**
 * refrain_demo_fault_stall:
 *
 * A beginning, then silence.
 */
void
refrain_demo_fault_stall (RefrainDemoState *state,
                          const RefrainDemoMediaItem *item,
                          RefrainDemoReply *reply)
{
  reply->content_length = (goffset) refrain_demo_reply_get_size (reply);
  refrain_demo_reply_keep (reply, (gsize) reply->content_length / 4);
  reply->end = REFRAIN_DEMO_END_STALL;
}

/**
 * refrain_demo_fault_empty:
 *
 * A file of no bytes.
 */
void
refrain_demo_fault_empty (RefrainDemoState *state,
                          const RefrainDemoMediaItem *item,
                          RefrainDemoReply *reply)
{
  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_bytes (reply, SOUP_STATUS_OK, "audio/mpeg", NULL);
}

/**
 * refrain_demo_fault_text:
 *
 * A sentence instead of the file.
 */
void
refrain_demo_fault_text (RefrainDemoState *state,
                         const RefrainDemoMediaItem *item,
                         RefrainDemoReply *reply)
{
  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_text (reply, SOUP_STATUS_OK, "text/plain; charset=utf-8",
                               "The song is being prepared.\n");
}

/**
 * refrain_demo_fault_truncated:
 *
 * Half the file, as if it were the whole.
 */
void
refrain_demo_fault_truncated (RefrainDemoState *state,
                              const RefrainDemoMediaItem *item,
                              RefrainDemoReply *reply)
{
  g_autoptr (GBytes) half = NULL;

  if (item->file == NULL)
    return;

  half = g_bytes_new_from_bytes (item->file->bytes, 0, g_bytes_get_size (item->file->bytes) / 2);
  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_bytes (reply, SOUP_STATUS_OK, item->file->content_type, half);
}

/**
 * refrain_demo_fault_png:
 *
 * A picture instead of the file.
 */
void
refrain_demo_fault_png (RefrainDemoState *state,
                        const RefrainDemoMediaItem *item,
                        RefrainDemoReply *reply)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (small_png, sizeof small_png);

  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_bytes (reply, SOUP_STATUS_OK, "image/png", bytes);
}

/**
 * refrain_demo_fault_redirect:
 *
 * The good file is elsewhere.
 */
void
refrain_demo_fault_redirect (RefrainDemoState *state,
                             const RefrainDemoMediaItem *item,
                             RefrainDemoReply *reply)
{
  g_autofree char *address = g_strconcat (state->media_address, "/", item->take->id, ".mp3", NULL);

  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_redirect (reply, address);
}

/**
 * refrain_demo_fault_redirect_loop:
 *
 * Elsewhere is here.
 */
void
refrain_demo_fault_redirect_loop (RefrainDemoState *state,
                                  const RefrainDemoMediaItem *item,
                                  RefrainDemoReply *reply)
{
  g_autofree char *address = refrain_demo_answers_dup_address (state, item->take, item->kind);

  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_redirect (reply, address);
}

/**
 * refrain_demo_fault_huge:
 *
 * A picture that claims to need gigabytes.
 */
void
refrain_demo_fault_huge (RefrainDemoState *state,
                         const RefrainDemoMediaItem *item,
                         RefrainDemoReply *reply)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (huge_png, sizeof huge_png);

  soup_message_headers_clear (reply->headers);
  refrain_demo_reply_set_bytes (reply, SOUP_STATUS_OK, "image/png", bytes);
}
