import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { announce } from '@/lib/announcer';
import { asProblem, type ApiProblem } from '@/lib/problem';
import { createSentenceBuffer } from '@/lib/sentences';
import { followStream, openStream, type ServerEvent } from '@/lib/stream';
import { roomKey, type Conversation, type Message } from './api';
import { applyEvent, isWorking, listenFrom, readRoomEvent, type Room } from './room-state';
import { say } from './speech';
import { intentOf, type Outgoing } from './turns';

export type SendResult = { accepted: true } | { accepted: false; problem: ApiProblem };

/** The open conversation of a room: what the server says of it, and what is said to the server. */
export function useConversation(interviewId: string, conversation: Conversation | undefined) {
  const receive = useReceive(interviewId, conversation?.id);
  const isConnected = useFollow(interviewId, conversation, receive);
  return { isConnected, ...useSend(interviewId, conversation, receive) };
}

type Receive = ReturnType<typeof useReceive>;

/** Applies what the server says to the room, whichever stream it comes by. */
function useReceive(interviewId: string, conversationId: string | undefined) {
  const client = useQueryClient();
  const [sentences] = useState(createSentenceBuffer);
  return (raw: ServerEvent): { type: string; isNews: boolean } | null => {
    const event = readRoomEvent(raw);
    const before = client.getQueryData<Room>(roomKey(interviewId));
    if (!event || !before || conversationId === undefined) return null;
    const after = applyEvent(before, conversationId, event);
    const isNews = after !== before;
    if (!isNews) return { type: event.type, isNews };

    client.setQueryData(roomKey(interviewId), after);
    if (event.type === 'delta') sentences.push(event.text).forEach(say);
    if (event.type === 'message') {
      const wasStreamed = before.streaming?.messageId === event.message.id;
      (wasStreamed ? sentences.flush() : [event.message.content]).forEach(say);
    }
    const { status, deadline_at } = before.snapshot;
    const changesClock =
      event.type === 'state' &&
      (event.commands.includes('resume') !== (status === 'paused') ||
        // It stood still because of a failure, and goes on with the next try.
        (status === 'in_progress' && deadline_at === null && isWorking(event.state)));
    if (event.type === 'done' || event.type === 'error' || changesClock) {
      // Events tell what was said; hints left, the clock and the score are in the snapshot.
      void client.invalidateQueries({ queryKey: ['interviews'] });
    }
    return { type: event.type, isNews };
  };
}

/** Follows the conversation while it is open. False while the line is lost. */
function useFollow(interviewId: string, conversation: Conversation | undefined, receive: Receive): boolean {
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  const id = conversation?.id;
  const isClosed = conversation === undefined || conversation.state === 'closed';
  const hear = useEffectEvent(receive);
  const onLine = useEffectEvent((connected: boolean) => {
    const isStale = client.getQueryState(roomKey(interviewId))?.status === 'error';
    // Back again: what happened meanwhile is in the snapshot, also when no event tells of it.
    if (connected && (isStale || !isConnected))
      void client.invalidateQueries({ queryKey: roomKey(interviewId) });
    setConnected(connected);
  });
  const startAt = useEffectEvent(() => {
    // What the page shows may be a moment behind what has just been read.
    const room = client.getQueryData<Room>(roomKey(interviewId));
    const newest = room?.snapshot.conversations.find((c) => c.id === id) ?? conversation;
    return newest ? String(listenFrom(newest)) : null;
  });

  useEffect(() => {
    if (id === undefined || isClosed) return;
    const stop = new AbortController();
    const listen = async () => {
      while (!stop.signal.aborted) {
        const events = followStream(`/api/conversations/${id}/events`, {
          lastEventId: startAt(),
          signal: stop.signal,
          onLine: (connected) => onLine(connected),
        });
        for await (const event of events) {
          // What was missed is no longer kept: read everything anew and listen from there.
          if (event.event === 'resync') break;
          hear(event);
        }
        if (!stop.signal.aborted) await client.refetchQueries({ queryKey: roomKey(interviewId) });
      }
    };
    // Refused: the snapshot will say why, if there is anything to say.
    listen().catch(() => client.invalidateQueries({ queryKey: roomKey(interviewId) }));
    return () => stop.abort();
  }, [client, interviewId, id, isClosed]);

  return isConnected;
}

/** Sends a turn and reads the answer as it comes. Nothing sent twice makes two answers: the id stays the same. */
function useSend(interviewId: string, conversation: Conversation | undefined, receive: Receive) {
  const client = useQueryClient();
  const [outgoing, setOutgoing] = useState<Outgoing | null>(null);
  const conversationId = conversation?.id ?? '';

  async function run(said: Omit<Outgoing, 'sentAt'>, questionId: string | null): Promise<SendResult> {
    const turn = { ...said, sentAt: conversation?.event_seq ?? 0 };
    setOutgoing(turn);
    let isAccepted = false;
    let isFinished = false;
    try {
      const events = openStream('/api/conversations/append', {
        body: {
          conversation_id: conversationId,
          client_message_id: turn.clientMessageId,
          intent: turn.intent,
          message: turn.text,
          question_id: questionId,
        },
      });
      for await (const raw of events) {
        const event = receive(raw);
        isAccepted = true;
        isFinished ||= event?.type === 'done' || event?.type === 'error';
      }
      // No events at all: the same message had been worked on before, and the snapshot has the rest.
      if (!isFinished) await client.refetchQueries({ queryKey: roomKey(interviewId) });
      return { accepted: true };
    } catch (error) {
      await client.refetchQueries({ queryKey: roomKey(interviewId) });
      const room = client.getQueryData<Room>(roomKey(interviewId));
      const isThere = room?.snapshot.messages.some((m) => m.client_message_id === turn.clientMessageId);
      // The line broke after it had arrived: whoever follows the conversation hears the rest.
      return isAccepted || isThere ? { accepted: true } : { accepted: false, problem: asProblem(error) };
    } finally {
      // Another one may have been sent since.
      setOutgoing((now) => (now === turn ? null : now));
    }
  }

  return {
    outgoing,
    send: (intent: Outgoing['intent'], text: string, questionId: string, clientMessageId: string) => {
      if (intent === 'answer') announce('Reading your answer');
      return run({ clientMessageId, intent, text }, questionId);
    },
    /** The answer is stored; only the reading of it is done again. */
    retry: (message: Message) =>
      run(
        {
          clientMessageId: message.client_message_id ?? '',
          intent: intentOf(message),
          text: message.content,
        },
        message.question_id,
      ),
  };
}
