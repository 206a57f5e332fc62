/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_HTTP (refrain_http_get_type ())
G_DECLARE_FINAL_TYPE (RefrainHttp, refrain_http, REFRAIN, HTTP, GObject)

typedef struct _RefrainHttpRequest RefrainHttpRequest;
typedef struct _RefrainHttpResponse RefrainHttpResponse;

/**
 * RefrainHttpProgressFunc:
 * @received: bytes of the body so far
 * @total: bytes announced, -1 when the server did not say
 * @user_data: the request's own data
 *
 * Called in the main loop as a body comes in.
 */
typedef void (*RefrainHttpProgressFunc) (gint64 received, gint64 total, gpointer user_data);

/**
 * RefrainHttpHeadersFunc:
 * @response: what is known so far: no body
 * @user_data: the request's own data
 *
 * Called in the main loop when the final answer begins, before any of its body.
 */
typedef void (*RefrainHttpHeadersFunc) (const RefrainHttpResponse *response, gpointer user_data);

/**
 * RefrainHttpRequest: one request, as a plain value.
 *
 * A request with a key never follows a redirect: the key goes to the origin it was given for and
 * nowhere else.
 */
struct _RefrainHttpRequest
{
  const char *method;     /* "GET" when %NULL */
  const char *url;        /* http or https */
  const char *key_header; /* (nullable): the header that carries the key, "Authorization" */
  const char *key_value;  /* (nullable): its value, "Bearer …" */
  const char *accept;     /* (nullable) */
  const char *range;      /* (nullable): "bytes=0-511" */
  const char *if_range;   /* (nullable): the validator of the file that @range is wanted of */
  gboolean identity;      /* ask for the bytes as they lie there, not compressed on the way */
  GBytes *body;           /* (nullable): JSON text */
  GOutputStream *sink;    /* (nullable): where the body goes; %NULL keeps it in memory. It may take
                             its time: that is not the server's */
  gint64 max_bytes;       /* a longer body is an error */
  guint idle_seconds;     /* give up after so long without a byte; 0 = 30 */
  guint total_seconds;    /* give up after so long in all; 0 = never */
  gboolean truncate;      /* stop quietly at @max_bytes instead of failing */
  gboolean once;          /* never sent twice: over a connection of its own, and no redirect */
  RefrainHttpProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  RefrainHttpHeadersFunc headers; /* (nullable) */
  gpointer headers_data;
};

/** RefrainHttpResponse: what came back, whatever its status. */
struct _RefrainHttpResponse
{
  guint status;
  char *content_type;      /* (owned) (nullable): without parameters, in lower case */
  char *etag;              /* (owned) (nullable) */
  char *final_url;         /* (owned): after redirects */
  gint64 content_length;   /* -1 = not said */
  gint64 range_start;      /* where a part begins, -1 for no part */
  gint64 range_total;      /* how long the whole is of which it is a part, -1 = not said */
  gboolean accepts_ranges; /* says so, or has just given a part */
  gint64 retry_after;      /* milliseconds, -1 = not said */
  gint64 received;         /* bytes of the body */
  GBytes *bytes;           /* (owned) (nullable): the body, unless it went to a sink */
};

RefrainHttp *refrain_http_new (const char *user_agent);
void refrain_http_send_async (RefrainHttp *self,
                              const RefrainHttpRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
RefrainHttpResponse *
refrain_http_send_finish (RefrainHttp *self, GAsyncResult *result, GError **error);
gboolean refrain_http_result_has_begun (RefrainHttp *self, GAsyncResult *result);
void refrain_http_response_free (RefrainHttpResponse *response);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainHttpResponse, refrain_http_response_free)

G_END_DECLS
