/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-stream-src.h"

/* A connection that breaks off is made anew only if more than this has come over the last one. */
#define RESUME_BYTES (64 * 1024)

/**
 * RefrainStreamSrc:
 *
 * A source for http and https addresses that makes no connection itself: all bytes come through a
 * stream that an opener fills on the main context. A seek asks for a new stream from another byte
 * on; a stream that breaks off is asked for again once where it broke off.
 */
struct _RefrainStreamSrc
{
  GstPushSrc parent_instance;

  /* With the object's lock: */
  char *uri;                   /* (owned) (nullable) */
  RefrainStreamOpener *opener; /* (owned) (nullable) */
  RefrainStream *stream;       /* (owned) (nullable) */
  gboolean flushing;
  gboolean ranges; /* the server gives any part */
  gint64 size;     /* of the whole file, -1 while unknown */

  /* With the stream's lock: */
  char *etag;          /* (owned) (nullable) */
  gint64 position;     /* the next byte to hand on */
  gint64 resumed_at;   /* where a broken stream was asked for again, or -1 */
  gboolean whole;      /* the server does not like to be asked for a part */
  gboolean has_answer; /* the stream's answer is looked at */
};

static void uri_handler_init (gpointer interface, gpointer data);

G_DEFINE_FINAL_TYPE_WITH_CODE (RefrainStreamSrc,
                               refrain_stream_src,
                               GST_TYPE_PUSH_SRC,
                               G_IMPLEMENT_INTERFACE (GST_TYPE_URI_HANDLER, uri_handler_init))

static GstStaticPadTemplate template = GST_STATIC_PAD_TEMPLATE (
    "src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

static void
drop_stream (RefrainStreamSrc *self)
{
  RefrainStream *stream;

  GST_OBJECT_LOCK (self);
  stream = g_steal_pointer (&self->stream);
  GST_OBJECT_UNLOCK (self);
  self->has_answer = FALSE;
  if (stream == NULL)
    return;
  refrain_stream_close (stream);
  refrain_stream_unref (stream);
}

/* Forgets what was learnt of the file. */
static void
forget_file (RefrainStreamSrc *self)
{
  drop_stream (self);
  GST_OBJECT_LOCK (self);
  self->ranges = FALSE;
  self->size = -1;
  GST_OBJECT_UNLOCK (self);
  g_clear_pointer (&self->etag, g_free);
  self->position = 0;
  self->resumed_at = -1;
  self->whole = FALSE;
}

/* Returns: (transfer none): the stream, asked for now if there is none */
static RefrainStream *
ensure_stream (RefrainStreamSrc *self)
{
  g_autoptr (RefrainStreamOpener) opener = NULL;
  g_autofree char *uri = NULL;

  if (self->stream != NULL)
    return self->stream;

  GST_OBJECT_LOCK (self);
  if (self->opener != NULL)
    opener = refrain_stream_opener_ref (self->opener);
  uri = g_strdup (self->uri);
  self->stream = refrain_stream_new (self->position > 0 ? self->etag : NULL);
  refrain_stream_set_flushing (self->stream, self->flushing);
  GST_OBJECT_UNLOCK (self);

  if (opener == NULL)
    opener = refrain_stream_opener_new (NULL, NULL);
  refrain_stream_opener_open (opener, self->stream, uri,
                              self->whole && self->position == 0 ? -1 : self->position);
  return self->stream;
}

/* In the shape in which every player that is told of an HTTP answer expects it. */
static void
post_headers (RefrainStreamSrc *self, const RefrainStreamAnswer *answer)
{
  g_autoptr (GstStructure) headers = gst_structure_new_empty ("response-headers");

  if (answer->content_type != NULL)
    gst_structure_set (headers, "Content-Type", G_TYPE_STRING, answer->content_type, NULL);
  if (answer->content_length >= 0)
    {
      g_autofree char *length = g_strdup_printf ("%" G_GINT64_FORMAT, answer->content_length);
      gst_structure_set (headers, "Content-Length", G_TYPE_STRING, length, NULL);
    }
  gst_element_post_message (
      GST_ELEMENT (self),
      gst_message_new_element (GST_OBJECT (self),
                               gst_structure_new ("http-headers", "http-status-code", G_TYPE_UINT,
                                                  answer->status, "response-headers",
                                                  GST_TYPE_STRUCTURE, headers, NULL)));
}

static GstFlowReturn
fail_with_status (RefrainStreamSrc *self, guint status)
{
  drop_stream (self);
  if (status == 404 || status == 410)
    GST_ELEMENT_ERROR_WITH_DETAILS (self, RESOURCE, NOT_FOUND, ("Not found"), (NULL),
                                    ("http-status-code", G_TYPE_UINT, status, NULL));
  else if (status == 401 || status == 403)
    GST_ELEMENT_ERROR_WITH_DETAILS (self, RESOURCE, NOT_AUTHORIZED, ("Not allowed"), (NULL),
                                    ("http-status-code", G_TYPE_UINT, status, NULL));
  else
    GST_ELEMENT_ERROR_WITH_DETAILS (self, RESOURCE, OPEN_READ, ("HTTP status %u", status), (NULL),
                                    ("http-status-code", G_TYPE_UINT, status, NULL));
  return GST_FLOW_ERROR;
}

/* The pipeline wants the thread back; the stream itself is as good as before. */
static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GstFlowReturn
fail (RefrainStreamSrc *self)
{
  drop_stream (self);
  /* What went wrong stays out of it: it may name the address. */
  if (self->position == 0)
    GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, ("No answer"), (NULL));
  else
    GST_ELEMENT_ERROR (self, RESOURCE, READ, ("The answer breaks off"), (NULL));
  return GST_FLOW_ERROR;
}

static gint64
get_size (RefrainStreamSrc *self)
{
  gint64 size;

  GST_OBJECT_LOCK (self);
  size = self->size;
  GST_OBJECT_UNLOCK (self);
  return size;
}

static void
learn_file (RefrainStreamSrc *self, const RefrainStreamAnswer *answer, gint64 size)
{
  gboolean changed;

  GST_OBJECT_LOCK (self);
  changed = self->size != size;
  self->size = size;
  self->ranges = answer->ranges;
  if (changed)
    GST_BASE_SRC (self)->segment.duration = size;
  GST_OBJECT_UNLOCK (self);
  g_free (self->etag);
  self->etag = g_strdup (answer->etag);
  if (changed)
    gst_element_post_message (GST_ELEMENT (self),
                              gst_message_new_duration_changed (GST_OBJECT (self)));
}

/* Whether the bytes that come are those that are wanted, of the file that was begun. */
static gboolean
fits (RefrainStreamSrc *self, const RefrainStreamAnswer *answer, gint64 size)
{
  return answer->offset == self->position
         && (self->position == 0 || get_size (self) < 0 || get_size (self) == size);
}

/* Returns: GST_FLOW_CUSTOM_SUCCESS when a new stream is to be asked for */
static GstFlowReturn
look_at_answer (RefrainStreamSrc *self, const RefrainStreamAnswer *answer)
{
  gint64 size = answer->total;

  if (answer->status == 416 && self->position == 0 && !self->whole)
    {
      /* Some say so of an empty file, and some do not know how to give a part. */
      self->whole = TRUE;
      drop_stream (self);
      return GST_FLOW_CUSTOM_SUCCESS;
    }

  post_headers (self, answer);
  if (answer->status != 200 && answer->status != 206)
    return fail_with_status (self, answer->status);
  if (answer->status == 200)
    size = answer->content_length;
  if (!fits (self, answer, size))
    return fail (self);

  self->has_answer = TRUE;
  learn_file (self, answer, size);
  return GST_FLOW_OK;
}

static GstFlowReturn
wait_for_answer (RefrainStreamSrc *self)
{
  g_autoptr (GError) error = NULL;
  RefrainStream *stream = ensure_stream (self);
  const RefrainStreamAnswer *answer;

  if (self->has_answer)
    return GST_FLOW_OK;

  answer = refrain_stream_wait (stream, &error);
  if (answer != NULL)
    return look_at_answer (self, answer);
  return is_cancelled (error) ? GST_FLOW_FLUSHING : fail (self);
}

/* The server, or something on the way, has closed the connection: perhaps only because nothing was
 * taken from it for long, as a pause may last for hours. */
static gboolean
resume (RefrainStreamSrc *self)
{
  if (!self->ranges || self->size < 0
      || (self->resumed_at >= 0 && self->position - self->resumed_at < RESUME_BYTES))
    return FALSE;

  self->resumed_at = self->position;
  drop_stream (self);
  return TRUE;
}

static GstBuffer *
wrap (RefrainStreamSrc *self, GBytes *bytes)
{
  GstBuffer *buffer = gst_buffer_new_wrapped_bytes (bytes);

  GST_BUFFER_OFFSET (buffer) = (guint64) self->position;
  self->position += (gint64) g_bytes_get_size (bytes);
  GST_BUFFER_OFFSET_END (buffer) = (guint64) self->position;
  return buffer;
}

static GstFlowReturn
refrain_stream_src_create (GstPushSrc *src, GstBuffer **buffer)
{
  RefrainStreamSrc *self = REFRAIN_STREAM_SRC (src);

  while (get_size (self) < 0 || self->position < get_size (self))
    {
      GstFlowReturn flow = wait_for_answer (self);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (flow == GST_FLOW_CUSTOM_SUCCESS)
        continue;
      if (flow != GST_FLOW_OK)
        return flow;
      bytes = refrain_stream_read (self->stream, &error);
      if (bytes != NULL)
        {
          *buffer = wrap (self, bytes);
          return GST_FLOW_OK;
        }
      if (is_cancelled (error))
        return GST_FLOW_FLUSHING;
      if (error == NULL && self->position >= get_size (self))
        return GST_FLOW_EOS;
      if (!resume (self))
        return fail (self);
    }
  return GST_FLOW_EOS;
}

static gboolean
refrain_stream_src_start (GstBaseSrc *src)
{
  /* Nothing is asked for before a buffer is wanted: this may be the main context. */
  forget_file (REFRAIN_STREAM_SRC (src));
  return TRUE;
}

static gboolean
refrain_stream_src_stop (GstBaseSrc *src)
{
  forget_file (REFRAIN_STREAM_SRC (src));
  return TRUE;
}

static void
set_flushing (RefrainStreamSrc *self, gboolean flushing)
{
  GST_OBJECT_LOCK (self);
  self->flushing = flushing;
  if (self->stream != NULL)
    refrain_stream_set_flushing (self->stream, flushing);
  GST_OBJECT_UNLOCK (self);
}

static gboolean
refrain_stream_src_unlock (GstBaseSrc *src)
{
  set_flushing (REFRAIN_STREAM_SRC (src), TRUE);
  return TRUE;
}

static gboolean
refrain_stream_src_unlock_stop (GstBaseSrc *src)
{
  set_flushing (REFRAIN_STREAM_SRC (src), FALSE);
  return TRUE;
}

static gboolean
refrain_stream_src_is_seekable (GstBaseSrc *src)
{
  RefrainStreamSrc *self = REFRAIN_STREAM_SRC (src);
  gboolean seekable;

  GST_OBJECT_LOCK (self);
  seekable = self->ranges && self->size >= 0;
  GST_OBJECT_UNLOCK (self);
  return seekable;
}

static gboolean
refrain_stream_src_get_size (GstBaseSrc *src, guint64 *size)
{
  gint64 known = get_size (REFRAIN_STREAM_SRC (src));

  *size = (guint64) known;
  return known >= 0;
}

static gboolean
refrain_stream_src_do_seek (GstBaseSrc *src, GstSegment *segment)
{
  RefrainStreamSrc *self = REFRAIN_STREAM_SRC (src);

  if (segment->rate < 0 || segment->format != GST_FORMAT_BYTES)
    return FALSE;

  self->resumed_at = -1;
  if ((gint64) segment->start != self->position)
    drop_stream (self);
  self->position = (gint64) segment->start;
  return TRUE;
}

static gboolean
refrain_stream_src_query (GstBaseSrc *src, GstQuery *query)
{
  GstSchedulingFlags flags;
  int min, max, align;

  if (!GST_BASE_SRC_CLASS (refrain_stream_src_parent_class)->query (src, query))
    return FALSE;

  if (GST_QUERY_TYPE (query) == GST_QUERY_SCHEDULING)
    {
      gst_query_parse_scheduling (query, &flags, &min, &max, &align);
      gst_query_set_scheduling (query, flags | GST_SCHEDULING_FLAG_BANDWIDTH_LIMITED, min, max,
                                align);
    }
  return TRUE;
}

static GstURIType
get_uri_type (GType type)
{
  return GST_URI_SRC;
}

static const char *const *
get_protocols (GType type)
{
  static const char *const protocols[] = { "http", "https", NULL };

  return protocols;
}

static char *
get_uri (GstURIHandler *handler)
{
  RefrainStreamSrc *self = REFRAIN_STREAM_SRC (handler);
  char *uri;

  GST_OBJECT_LOCK (self);
  uri = g_strdup (self->uri);
  GST_OBJECT_UNLOCK (self);
  return uri;
}

static gboolean
set_uri (GstURIHandler *handler, const char *uri, GError **error)
{
  RefrainStreamSrc *self = REFRAIN_STREAM_SRC (handler);
  g_autofree char *old = NULL;

  GST_OBJECT_LOCK (self);
  old = g_steal_pointer (&self->uri);
  self->uri = g_strdup (uri);
  GST_OBJECT_UNLOCK (self);
  return TRUE;
}

static void
uri_handler_init (gpointer interface, gpointer data)
{
  GstURIHandlerInterface *handler = interface;

  handler->get_type = get_uri_type;
  handler->get_protocols = get_protocols;
  handler->get_uri = get_uri;
  handler->set_uri = set_uri;
}

static void
refrain_stream_src_finalize (GObject *object)
{
  RefrainStreamSrc *self = REFRAIN_STREAM_SRC (object);

  forget_file (self);
  g_clear_pointer (&self->opener, refrain_stream_opener_unref);
  g_free (self->uri);

  G_OBJECT_CLASS (refrain_stream_src_parent_class)->finalize (object);
}

static void
refrain_stream_src_class_init (RefrainStreamSrcClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *src_class = GST_BASE_SRC_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = refrain_stream_src_finalize;
  src_class->start = refrain_stream_src_start;
  src_class->stop = refrain_stream_src_stop;
  src_class->unlock = refrain_stream_src_unlock;
  src_class->unlock_stop = refrain_stream_src_unlock_stop;
  src_class->is_seekable = refrain_stream_src_is_seekable;
  src_class->get_size = refrain_stream_src_get_size;
  src_class->do_seek = refrain_stream_src_do_seek;
  src_class->query = refrain_stream_src_query;
  GST_PUSH_SRC_CLASS (klass)->create = refrain_stream_src_create;

  gst_element_class_add_static_pad_template (element_class, &template);
  gst_element_class_set_static_metadata (element_class, "HTTP stream", "Source/Network",
                                         "Hands on what the program itself fetches", "Refrain");
}

static void
refrain_stream_src_init (RefrainStreamSrc *self)
{
  self->size = -1;
  self->resumed_at = -1;
  /* The size of the file is no promise: what comes is judged as it comes. */
  gst_base_src_set_automatic_eos (GST_BASE_SRC (self), FALSE);
}

/**
 * refrain_stream_src_register:
 *
 * Makes the element known to this program, before all others for http and https addresses.
 * GStreamer must be initialised.
 *
 * Returns: whether that went well
 */
gboolean
refrain_stream_src_register (void)
{
  return gst_element_register (NULL, "refrainstreamsrc", GST_RANK_PRIMARY + 16,
                               REFRAIN_TYPE_STREAM_SRC);
}

/**
 * refrain_stream_src_set_opener:
 * @self: a source
 * @opener: fetches what it hands on
 *
 * From any thread, before the source starts. Without an opener it has no way to the network.
 */
void
refrain_stream_src_set_opener (RefrainStreamSrc *self, RefrainStreamOpener *opener)
{
  g_autoptr (RefrainStreamOpener) old = NULL;

  GST_OBJECT_LOCK (self);
  old = g_steal_pointer (&self->opener);
  self->opener = refrain_stream_opener_ref (opener);
  GST_OBJECT_UNLOCK (self);
}
