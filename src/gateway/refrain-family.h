/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RefrainFamily RefrainFamily;

/** RefrainFamily: how one family of gateways is asked. All are read by the same reader. */
struct _RefrainFamily
{
  const char *name;       /* as stored and on the command line */
  const char *key_header; /* the header that carries the key */
  const char *key_format; /* its value, with "%s" for the key */
  const char *fetch_path; /* below the base address, with "%s" for the task's id */
  const char *batch_path; /* (nullable): asks for many tasks at once */
};

const RefrainFamily *refrain_family_find (const char *name);

G_END_DECLS
