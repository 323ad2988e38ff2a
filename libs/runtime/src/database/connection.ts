import { Inject } from '@nestjs/common';

export const CONNECTION = Symbol('Connection');
export const DATABASE = Symbol('Database');

/** The pool itself, for raw statements and streams; it never joins a transaction around the caller. */
export const InjectConnection = (): ParameterDecorator => Inject(CONNECTION);

/** The database as services use it: inside a unit of work it is that transaction. */
export const InjectDatabase = (): ParameterDecorator => Inject(DATABASE);
