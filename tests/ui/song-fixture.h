/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tasks-fixture.h"

void song_fixture_set_up (TasksFixture *fixture);
RefrainClip *song_fixture_fetch (TasksFixture *fixture, const char *task_id, guint take);
GtkWidget *song_fixture_show (TasksFixture *fixture, RefrainClip *clip);
gboolean song_fixture_was_asked (TasksFixture *fixture, const char *action);
void song_fixture_assert_named (GtkWidget *root);
