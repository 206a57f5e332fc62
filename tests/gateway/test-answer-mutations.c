/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#define GOOD_FILES "envelope-map.json", "envelope-array.json", "batch.json", "camel-case.json"

static void
mutate (GRand *random, GByteArray *body)
{
  guint n = (guint) g_rand_int_range (random, 1, 6);

  for (guint i = 0; i < n && body->len > 1; i++)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint32) body->len);
      guint wanted = (guint) g_rand_int_range (random, 1, 40);
      guint end = MIN (body->len, at + wanted);
      guint8 byte = (guint8) "{}[],:\"'\\0e-ntfu\n\x00\xff\xc3"[g_rand_int_range (random, 0, 20)];

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          body->data[at] = byte;
          break;
        case 1:
          body->data[at] = (guint8) g_rand_int_range (random, 0, 256);
          break;
        case 2:
          g_byte_array_remove_range (body, at, end - at);
          break;
        default:
          {
            g_autofree guint8 *piece = g_memdup2 (body->data + at, end - at);

            g_byte_array_append (body, piece, end - at);
          }
        }
    }
}

static void
test_mutations (void)
{
  const char *names[] = { GOOD_FILES, "records.ndjson" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20260203);
  guint n_read = 0;

  for (guint i = 0; i < 2500; i++)
    {
      gsize length;
      g_autofree char *text = fixture_load (names[i % G_N_ELEMENTS (names)], &length);
      g_autoptr (GByteArray) body = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (RefrainAnswer) answer = NULL;

      g_byte_array_append (body, (const guint8 *) text, (guint) length);
      mutate (random, body);
      answer = fixture_parse_bytes ((const char *) body->data, body->len, 200, &error);
      g_assert_true ((answer == NULL) == (error != NULL));
      n_read += answer != NULL;
    }
  g_test_message ("%u of 2500 were still read", n_read);
  g_assert_cmpuint (n_read, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answer/bad/mutations", test_mutations);

  return g_test_run ();
}
