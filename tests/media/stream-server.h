/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StreamServer: a server on loopback that gives one file in good and in bad ways, by path.
 *
 * /ranges: any part; /plain: the whole, always; /no-length: the whole, and only its end says how
 * long it was; /cut-once: breaks off after a third, gives any other part; /cut-always: a thousand
 * bytes at a time; /changed: breaks off, and is another file when asked again; /hold: as /cut-once,
 * but breaks off only when stream_server_release() says so; /no-parts: refuses to give a part;
 * /moved: is at the other server; /to-file: is said to be a local file; /status/N; /silent: never
 * answers; /headers: answers, and then nothing comes.
 */
typedef struct _StreamServer StreamServer;

StreamServer *stream_server_new (GBytes *file, const char *other);
void stream_server_free (StreamServer *server);
char *stream_server_url (StreamServer *server, const char *path);
guint stream_server_get_open (StreamServer *server);
guint stream_server_count (StreamServer *server);
char *stream_server_describe (StreamServer *server);
void stream_server_release (StreamServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreamServer, stream_server_free)

G_END_DECLS
