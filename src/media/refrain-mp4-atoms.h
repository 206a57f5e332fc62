/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REFRAIN_MP4_TYPE(a, b, c, d)                                                               \
  ((guint32) (guint8) (a) << 24 | (guint32) (guint8) (b) << 16 | (guint32) (guint8) (c) << 8       \
   | (guint32) (guint8) (d))

/**
 * RefrainMp4Span:
 * @offset: where it begins in the file
 * @length: how many bytes it has
 */
typedef struct
{
  guint64 offset;
  guint64 length;
} RefrainMp4Span;

/**
 * RefrainMp4Layout:
 * @moov: the whole index, header included
 * @moov_header: bytes of its header
 * @media: (element-type RefrainMp4Span): the payloads of all `mdat` atoms in order
 * @fragmented: whether the index is spread over the file, which leaves no safe way to edit it
 *
 * Where the parts of an mp4 lie.
 */
typedef struct
{
  RefrainMp4Span moov;
  guint moov_header;
  GArray *media; /* (owned) */
  gboolean fragmented;
} RefrainMp4Layout;

/**
 * RefrainMp4Atom:
 * @type: its four letters
 * @start: its header
 * @size: bytes of the whole
 * @body: what follows its header
 * @body_size: bytes of @body
 *
 * An atom inside memory that somebody else owns.
 */
typedef struct
{
  guint32 type;
  const guint8 *start;
  gsize size;
  const guint8 *body;
  gsize body_size;
} RefrainMp4Atom;

gboolean refrain_mp4_scan (int fd, guint64 size, RefrainMp4Layout *layout, GError **error);
void refrain_mp4_layout_clear (RefrainMp4Layout *layout);
guint8 *refrain_mp4_read_moov (int fd, const RefrainMp4Layout *layout, gsize *n, GError **error);
gboolean refrain_mp4_next (const guint8 **bytes, gsize *n, RefrainMp4Atom *atom);
gboolean refrain_mp4_find (const guint8 *bytes, gsize n, guint32 type, RefrainMp4Atom *atom);
gboolean refrain_mp4_set_damaged (GError **error);

guint refrain_mp4_begin (GByteArray *to, guint32 type);
void refrain_mp4_end (GByteArray *to, guint begin);
void refrain_mp4_write (gsize width, guint8 *to, guint64 value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RefrainMp4Layout, refrain_mp4_layout_clear)

G_END_DECLS
